import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.kernel import merkle

# The eight leaves and the roots after each of them that Certificate Transparency's own implementations test with.
LEAVES = [
    bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    bytes.fromhex(text)
    for text in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]


def leaves(count):
    return [merkle.leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_roots_of_certificate_transparency(size):
    frontier = merkle.Frontier()
    for hashed in HASHES[:size]:
        frontier.append(hashed)
    assert merkle.root(HASHES[:size]) == frontier.root() == merkle.root_of(size, merkle.subtrees(HASHES)) == ROOTS[size]


def test_proofs_of_certificate_transparency():
    read = merkle.subtrees(HASHES)
    assert [step.hex() for step in merkle.inclusion_proof(0, 8, read)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [step.hex() for step in merkle.consistency_proof(6, 8, read)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.integers(1, 600), st.data())
def test_inclusion_holds_for_its_leaf_alone(size, data):
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    root = merkle.root(hashes)
    proof = merkle.inclusion_proof(index, size, merkle.subtrees(hashes))
    assert merkle.verify_inclusion(index, size, hashes[index], proof, root)
    assert merkle.verify_inclusion(other, size, hashes[index], proof, root) == (other == index)
    assert merkle.verify_inclusion(index, size, hashes[other], proof, root) == (other == index)
    assert not merkle.verify_inclusion(index, size, hashes[index], [*proof, root], root)
    assert not merkle.verify_inclusion(size, size, hashes[index], proof, root)


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 599))
def test_consistency_holds_for_true_prefixes_alone(one, other, changed):
    old_size, size = sorted((one, other))
    hashes = leaves(size)
    root, old_root = merkle.root(hashes), merkle.root(hashes[:old_size])
    proof = merkle.consistency_proof(old_size, size, merkle.subtrees(hashes))
    assert merkle.verify_consistency(old_size, size, old_root, root, proof)
    assert not merkle.verify_consistency(old_size, size, old_root, root, [*proof, root])
    if changed < old_size < size:
        forged = [*hashes]
        forged[changed] = merkle.leaf_hash(b"forged")
        forged_proof = merkle.consistency_proof(old_size, size, merkle.subtrees(forged))
        assert not merkle.verify_consistency(old_size, size, old_root, merkle.root(forged), forged_proof)


@given(st.integers(0, 600), st.integers(0, 600))
def test_a_frontier_goes_on_where_it_was_written_down(first, more):
    hashes = leaves(first + more)
    frontier = merkle.Frontier()
    for hashed in hashes[:first]:
        frontier.append(hashed)
    again = merkle.Frontier.from_bytes(frontier.size, frontier.to_bytes())
    completed = [found for hashed in hashes[first:] for found in again.append(hashed)]
    assert again.root() == merkle.root(hashes)
    read = merkle.subtrees(hashes)
    assert all(read(height, position) == hashed for height, position, hashed in completed)


def test_a_frontier_takes_whole_subtrees():
    hashes = leaves(700)
    frontier = merkle.Frontier()
    frontier.append(merkle.root(hashes[:256]), 8)
    frontier.append(merkle.root(hashes[256:512]), 8)
    copied = frontier.copy()
    for hashed in hashes[512:]:
        frontier.append(hashed)
    assert frontier.root() == merkle.root(hashes)
    assert copied.root() == merkle.root(hashes[:512])
    with pytest.raises(ValueError, match="edge"):
        frontier.append(merkle.root(hashes[:256]), 8)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="number of hashes"):
        merkle.Frontier.from_bytes(3, b"x" * 32)
    with pytest.raises(ValueError, match="no such leaf"):
        merkle.inclusion_proof(3, 3, merkle.subtrees(leaves(3)))
    with pytest.raises(ValueError, match="larger"):
        merkle.consistency_proof(4, 3, merkle.subtrees(leaves(3)))
    assert not merkle.verify_consistency(4, 3, b"", b"", [])
    assert not merkle.verify_consistency(3, 4, merkle.root(leaves(3)), merkle.root(leaves(4)), [])
