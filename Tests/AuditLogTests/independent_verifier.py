"""A second opinion on the audit log, written from RFC 6962 and the C2SP specifications alone.

Shares no line with the program: hashes by the definition of section 2.1, proofs by the recursion of sections 2.1.1 and
2.1.2, signatures by `cryptography`. Words:

    trees SIZE                   for each size up to SIZE: the size, its root and a digest over all of its proofs
    verify ORIGIN KEY [WITNESS …] < BUNDLE
                                 the records of a bundle, one JSON line each; ends with 1 and says why when it is wrong
    verdicts ORIGIN KEY [WITNESS …] < BUNDLES
                                 "holds" or "refused" for each of the bundles, which NUL parts
    sign ORIGIN                  a private key's seed in hexadecimal on stdin: a checkpoint of a tree of 100, signed
"""

import base64
import hashlib
import json
import re
import struct
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def decoded(text):
    """Of base64 as it must be written: no other text stands for the same bytes."""
    content = base64.b64decode(text, validate=True)
    if base64.b64encode(content).decode() != text:
        raise ValueError("it is not written as base64 is")
    return content


def number(text):
    if not re.fullmatch("0|[1-9][0-9]*", text, re.ASCII) or int(text) >= 2**63:
        raise ValueError(f"{text} is no number")
    return int(text)


def sha256(data):
    return hashlib.sha256(data).digest()


def largest_power_below(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


class Tree:
    """The functions MTH, PATH and PROOF over records, remembered by their ranges."""

    def __init__(self, records):
        self.leaves = [sha256(b"\0" + record) for record in records]
        self.known = {}

    def root(self, start, end):
        if start == end:
            return sha256(b"")
        if end - start == 1:
            return self.leaves[start]
        if (start, end) not in self.known:
            k = largest_power_below(end - start)
            self.known[start, end] = sha256(b"\1" + self.root(start, start + k) + self.root(start + k, end))
        return self.known[start, end]

    def path(self, m, start, end):
        if end - start == 1:
            return []
        k = largest_power_below(end - start)
        if m < k:
            return self.path(m, start, start + k) + [self.root(start + k, end)]
        return self.path(m - k, start + k, end) + [self.root(start, start + k)]

    def proof(self, m, start, end, whole=True):
        if m == end - start:
            return [] if whole else [self.root(start, end)]
        k = largest_power_below(end - start)
        if m <= k:
            return self.proof(m, start, start + k, whole) + [self.root(start + k, end)]
        return self.proof(m - k, start + k, end, False) + [self.root(start, start + k)]


def root_of_path(leaf, index, size, path):
    """The root that a path leads to, by the recursion of PATH turned round."""
    if size == 1:
        if path:
            raise ValueError("the path is too long")
        return leaf
    if not path:
        raise ValueError("the path is too short")
    k = largest_power_below(size)
    if index < k:
        return sha256(b"\1" + root_of_path(leaf, index, k, path[:-1]) + path[-1])
    return sha256(b"\1" + path[-1] + root_of_path(leaf, index - k, size - k, path[:-1]))


def key_id(name, kind, public):
    return sha256(name.encode() + b"\n" + bytes([kind]) + public)[:4]


def read_key(text):
    name, identifier, rest = text.split("+", 2)
    content = decoded(rest)
    kind, public = content[0], content[1:]
    if key_id(name, kind, public).hex() != identifier:
        raise ValueError(f"the key {name} has another number")
    return name, kind, public


def check_signature(text, signatures, key):
    name, kind, public = key
    wanted = key_id(name, kind, public)
    found = [bytes_ for signer, bytes_ in signatures if signer == name and bytes_[:4] == wanted]
    if not found:
        raise ValueError(f"{name} has not signed")
    for signature in found:
        message, rest = text, signature[4:]
        if kind == 4:
            message = f"cosignature/v1\ntime {struct.unpack('>Q', rest[:8])[0]}\n".encode() + text
            rest = rest[8:]
        Ed25519PublicKey.from_public_bytes(public).verify(rest, message)


def checkpoint(note, origin, keys):
    """The size and the root of a signed note that every one of the keys has signed."""
    text, parted, signed = note.rpartition("\n\n")
    text += "\n"
    if not parted or not signed.endswith("\n") or re.search("[\0-\x09\x0b-\x1f]", note):
        raise ValueError("a note is lines, an empty one and signatures")
    signatures = []
    for line in signed[:-1].split("\n"):
        dash, name, content = line.split(" ")
        if dash != "\u2014" or not name or "+" in name or re.search(r"\s", name) or len(decoded(content)) <= 4:
            raise ValueError("a signature is a dash, a name and what was signed")
        signatures.append((name, decoded(content)))
    for key in keys:
        check_signature(text.encode(), signatures, key)
    first, size, root = text[:-1].split("\n")
    if first != origin:
        raise ValueError(f"it is of the log {first}")
    return number(size), decoded(root)


def read_record(record):
    position, version, recorded, occurred = struct.unpack(">qqqq", record[:32])
    fields, rest = [], record[48:]
    while rest:
        (length,) = struct.unpack(">i", rest[:4])
        fields.append(rest[4:4 + length])
        if len(fields[-1]) != length:
            raise ValueError("a field is cut off")
        rest = rest[4 + length:]
    stream, kind, actor, data, metadata = fields
    return {
        "position": position, "version": version, "recorded": recorded, "occurred": occurred, "id": record[32:48].hex(),
        "stream": stream.decode(), "type": kind.decode(), "actor": actor.decode(), "data": data.hex(),
        "metadata": metadata.hex()}


def verify(bundle, origin, keys):
    header = "c2sp.org/tlog-proof@v1\n"
    if not bundle.startswith(header):
        raise ValueError("it is no proof")
    versions, checkpoints, last, events = {}, set(), -1, []
    parts = bundle[len(header):].split("\n\n" + header)
    for part_number, part in enumerate(parts):
        head, _, note = part.partition("\n\n")
        # The line feed before the next proof was taken with what parts them.
        note += "\n" if part_number < len(parts) - 1 else ""
        extra, place, *path = head.split("\n")
        if not extra.startswith("extra ") or not place.startswith("index "):
            raise ValueError("a proof has its record and its place")
        record, index = decoded(extra[6:]), number(place[6:])
        size, root = checkpoint(note, origin, keys)
        checkpoints.add(note)
        hashes = [decoded(line) for line in path]
        if not 0 <= index < size or root_of_path(sha256(b"\0" + record), index, size, hashes) != root:
            raise ValueError(f"the record is not at {index}")
        event = read_record(record)
        if index <= last or len(checkpoints) > 1:
            raise ValueError("its proofs are not those of one log in order")
        last = index
        if event["version"] != versions.get(event["stream"], 0) + 1:
            raise ValueError(f"{event['stream']} is not whole")
        versions[event["stream"]] = event["version"]
        events.append(event)
    return events


def verdict(bundle, origin, keys):
    try:
        verify(bundle.decode(), origin, keys)
        return "holds"
    except (ValueError, InvalidSignature, struct.error):
        return "refused"


def trees(limit):
    tree = Tree([str(number).encode() for number in range(limit)])
    for size in range(limit + 1):
        digest = hashlib.sha256()
        for index in range(size):
            for node in tree.path(index, 0, size):
                digest.update(node)
        for first in range(1, size + 1):
            for node in tree.proof(first, 0, size):
                digest.update(node)
        print(size, tree.root(0, size).hex(), digest.hexdigest())


def sign(origin, seed):
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    tree = Tree([str(number).encode() for number in range(100)])
    text = f"{origin}\n100\n{base64.b64encode(tree.root(0, 100)).decode()}\n"
    signature = key_id(origin, 1, public) + key.sign(text.encode())
    print(f"{text}\n\u2014 {origin} {base64.b64encode(signature).decode()}")


def main():
    word, *rest = sys.argv[1:]
    if word == "trees":
        return trees(int(rest[0]))
    if word == "sign":
        return sign(rest[0], sys.stdin.read())
    content, keys = sys.stdin.buffer.read(), [read_key(text) for text in rest[1:]]
    if word == "verdicts":
        for bundle in content.split(b"\0"):
            print(verdict(bundle, rest[0], keys))
        return None
    try:
        for event in verify(content.decode(), rest[0], keys):
            print(json.dumps(event, sort_keys=True, ensure_ascii=False))
    except (ValueError, InvalidSignature, struct.error) as error:
        sys.exit(f"refused: {error!r}")


main()
