#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

// Variadic, and so out of Swift's reach.
#include <sys/prctl.h>

static inline int missieboek_withhold_memory(void) {
    return prctl(PR_SET_DUMPABLE, 0UL, 0UL, 0UL, 0UL);
}

static inline int missieboek_withholds_memory(void) {
    return prctl(PR_GET_DUMPABLE, 0UL, 0UL, 0UL, 0UL) == 0;
}
