import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.kernel import sealing
from amanah.kernel.sealing import CHUNK_BYTES, FILE_HEADER_BYTES, SEALED_CHUNK_BYTES, TEST_KDF, CannotOpen, FileOpener, FileSealer

keys = st.binary(min_size=32, max_size=32)
names = st.text(min_size=1, max_size=40)
places = st.tuples(names, names, st.integers(1, 1000))


def seal_file(key, file_id, content, step=10_000):
    sealer = FileSealer(key, file_id)
    parts = [sealer.header]
    parts += [sealer.update(content[at : at + step]) for at in range(0, len(content), step)]
    return b"".join([*parts, *sealer.finish()])


def open_file(key, file_id, sealed):
    opener = FileOpener(key, file_id, sealed[:FILE_HEADER_BYTES])
    body = sealed[FILE_HEADER_BYTES:]
    content = b"".join(opener.open_chunk(body[at : at + SEALED_CHUNK_BYTES]) for at in range(0, len(body), SEALED_CHUNK_BYTES))
    opener.finish()
    return content


@given(keys, st.binary(max_size=5000), places)
def test_a_sealed_field_opens_where_it_belongs(key, plain, place):
    record, field, version = place
    sealed = sealing.seal(key, plain, record=record, field=field, version=version)
    assert sealing.open_sealed(key, sealed, record=record, field=field, version=version) == plain


@given(keys, keys, st.binary(max_size=200), places, places)
def test_a_sealed_field_opens_nowhere_else(key, other, plain, here, there):
    sealed = sealing.seal(key, plain, record=here[0], field=here[1], version=here[2])
    for k, place in ((key, there), (other, here)):
        if (k, place) != (key, here):
            with pytest.raises(CannotOpen):
                sealing.open_sealed(k, sealed, record=place[0], field=place[1], version=place[2])


@given(st.binary(max_size=100), st.data())
def test_a_changed_or_shortened_box_does_not_open(plain, data):
    key = bytes(32)
    sealed = sealing.seal(key, plain, record="case:1", field="report", version=1)
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:at] + bytes((sealed[at] ^ data.draw(st.integers(1, 255)),)) + sealed[at + 1 :]
    for box in (changed, sealed[:at], sealed + b"\x00"):
        with pytest.raises(CannotOpen):
            sealing.open_sealed(key, box, record="case:1", field="report", version=1)


@given(st.integers(0, 1022), st.integers(0, 1022))
def test_two_texts_of_one_bucket_cannot_be_told_apart_by_length(one, two):
    lengths = {len(sealing.seal(bytes(32), b"x" * size, record="r", field="f", version=1)) for size in (one, two)}
    assert lengths == {1 + 24 + 1024 + 16}


@given(st.integers(0, 5_000_000))
def test_buckets_are_few_and_large_enough(size):
    assert sealing.bucket(size) > size
    assert sealing.bucket(size) in {1024 * 4**step for step in range(6)} | {1024 * 1024 * n for n in range(1, 6)}
    assert sealing.file_bucket(size) > size
    assert sealing.file_bucket(size) % CHUNK_BYTES == 0


@given(keys, places)
def test_a_wrap_opens_for_its_holder_and_record_only(key, place):
    record, holder, _ = place
    pair, stranger = sealing.generate_key_pair(), sealing.generate_key_pair()
    wrapped = sealing.wrap(key, pair.public, record=record, holder=holder)
    assert sealing.unwrap(wrapped, pair, record=record, holder=holder) == key
    for args in ((stranger, record, holder), (pair, record + "x", holder), (pair, record, holder + "x")):
        with pytest.raises(CannotOpen):
            sealing.unwrap(wrapped, args[0], record=args[1], holder=args[2])
    with pytest.raises(CannotOpen):
        sealing.unwrap(wrapped[:-1], pair, record=record, holder=holder)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([0, 1, 100, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 4 * CHUNK_BYTES - 1, 4 * CHUNK_BYTES, 300_001]),
    st.integers(1, 200_000),
)
def test_a_sealed_file_opens_whole_whatever_the_pieces(size, step):
    content = bytes(at % 251 for at in range(size))
    sealed = seal_file(bytes(32), "file-1", content, step)
    assert open_file(bytes(32), "file-1", sealed) == content
    assert len(sealed) == FILE_HEADER_BYTES + sealing.file_bucket(size) // CHUNK_BYTES * SEALED_CHUNK_BYTES


def test_files_of_one_bucket_have_one_length():
    assert len({len(seal_file(bytes(32), "f", b"x" * size)) for size in (65_536, 65_537, 200_000, 262_143)}) == 1


def test_a_file_that_is_cut_reordered_changed_or_moved_does_not_open():
    content = b"isi berkas" * 40_000
    sealed = seal_file(bytes(32), "file-1", content)
    chunks = [sealed[at : at + SEALED_CHUNK_BYTES] for at in range(FILE_HEADER_BYTES, len(sealed), SEALED_CHUNK_BYTES)]
    head = sealed[:FILE_HEADER_BYTES]
    bad = [
        head + b"".join(chunks[:-1]),
        head + b"".join([chunks[1], chunks[0], *chunks[2:]]),
        head + b"".join([*chunks, chunks[-1]]),
        head + b"".join([chunks[0], chunks[0], *chunks[2:]]),
        head + chunks[0][:-1] + bytes((chunks[0][-1] ^ 1,)) + b"".join(chunks[1:]),
        head[:-1] + bytes((head[-1] ^ 1,)) + b"".join(chunks),
        b"\x02" + sealed[1:],
        head,
        sealed[:-1],
    ]
    for box in bad:
        with pytest.raises(CannotOpen):
            open_file(bytes(32), "file-1", box)
    for key, file_id in ((bytes(32), "file-2"), (b"x" * 32, "file-1")):
        with pytest.raises(CannotOpen):
            open_file(key, file_id, sealed)


def test_a_private_key_opens_with_its_passphrase_and_account_only():
    pair = sealing.generate_key_pair()
    locked = sealing.lock_private_key(pair.private, "enam kata  yang panjang", account="account:1", params=TEST_KDF)
    assert pair.private not in locked
    assert sealing.unlock_private_key(locked, " enam kata yang panjang ", account="account:1") == pair.private
    assert sealing.key_pair_from_private(pair.private) == pair
    for box, passphrase, account in (
        (locked, "enam kata yang pendek", "account:1"),
        (locked, "enam kata yang panjang", "account:2"),
        (locked[:-1], "enam kata yang panjang", "account:1"),
        (locked[:1] + b"\x02" + locked[2:], "enam kata yang panjang", "account:1"),
        (locked[:1] + b"\xff\xff\xff\xff" + locked[5:], "enam kata yang panjang", "account:1"),
    ):
        with pytest.raises(sealing.WrongPassphrase):
            sealing.unlock_private_key(box, passphrase, account=account)


def test_a_private_key_does_not_show_itself():
    pair = sealing.generate_key_pair()
    assert repr(pair.private) not in repr(pair)


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(2, 5), st.integers(0, 3), st.randoms())
def test_any_k_shares_give_the_secret_back_and_fewer_do_not(secret, k, more, chance):
    shares = sealing.split_secret(secret, k, k + more)
    chosen = chance.sample(shares, k)
    assert sealing.join_shares([share.upper().replace(" ", "\n") for share in chosen]) == secret
    with pytest.raises(sealing.SharesError):
        sealing.join_shares(chosen[:-1])
    misread = chosen[0].rsplit(" ", 1)[0] + (" academic" if not chosen[0].endswith("academic") else " acid")
    with pytest.raises(sealing.SharesError):
        sealing.join_shares([misread, *chosen[1:]])


def test_shares_of_two_secrets_do_not_mix():
    one, two = (sealing.split_secret(bytes((n,)) * 32, 2, 3) for n in (1, 2))
    with pytest.raises(sealing.SharesError):
        sealing.join_shares([one[0], two[1]])


@pytest.mark.parametrize(("ops", "mem"), [(0, 8), (1, 7), (17, 8), (3, 1024 * 1024)])
def test_planted_parameters_are_refused(ops, mem):
    with pytest.raises(ValueError, match="bounds"):
        sealing.KdfParameters(ops, mem)


def test_fingerprints_are_for_people():
    text = sealing.fingerprint(bytes(32))
    assert len(text.split()) == 8
    assert text != sealing.fingerprint(b"\x01" + bytes(31))
