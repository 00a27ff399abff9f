// Tells the thread sanitizer what it cannot see: that whoever waits for a Mutex of Swift comes after whoever holds it.
//
// The waiting and the waking are done by libswiftSynchronization.so, which is not built with the sanitizer. Without this,
// two threads that meet at a Mutex seem to race. Loaded in front of that library (LD_PRELOAD) by `Scripts/test`.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Mutex's `_lockSlow(_:)` and `_unlockSlow()`; what they are called on is the same address for both.
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

// The sanitizer's; absent in programs that are built without it.
extern __attribute__((weak)) void __tsan_acquire(void *address);
extern __attribute__((weak)) void __tsan_release(void *address);

SWIFT void lock_slow(uint32_t thread, SELF handle) __asm__(LOCK_SLOW);
SWIFT void unlock_slow(SELF handle) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SELF handle) {
    SWIFT void (*lock)(uint32_t, SELF) = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK_SLOW);
    lock(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT void unlock_slow(SELF handle) {
    SWIFT void (*unlock)(SELF) = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK_SLOW);
    if (__tsan_release) __tsan_release(handle);
    unlock(handle);
}
