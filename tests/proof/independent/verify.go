// Verify checks a log that Seethrough published with the Go project's own code (golang.org/x/mod/sumdb), which shares
// nothing with ours: go run verify.go <directory> <verifier key>
//
// It verifies the checkpoint's signature, authenticates every hash of the tiles against the signed root, checks the
// inclusion of every entry, consistency from several earlier sizes, and the proofs in the file `proofs`, if there is
// one, whose lines are
//
//	inclusion <index> <base64 hash>...
//	consistency <old size> <base64 old root> <base64 hash>...
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256

type directory string

func (d directory) Height() int { return 8 }

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		// tlog-tiles leaves out the height, which is always 8.
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func openCheckpoint(dir directory, key string) (tlog.Tree, error) {
	var tree tlog.Tree
	text, err := os.ReadFile(filepath.Join(string(dir), "checkpoint"))
	if err != nil {
		return tree, err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tree, fmt.Errorf("not a checkpoint of %s: %q", verifier.Name(), opened.Text)
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

// readHashes authenticates all hashes of the tree against its root and serves them from memory.
func readHashes(dir directory, tree tlog.Tree) (tlog.HashReader, error) {
	indexes := make([]int64, tlog.StoredHashCount(tree.N))
	for i := range indexes {
		indexes[i] = int64(i)
	}
	hashes, err := tlog.TileHashReader(tree, dir).ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	return tlog.HashReaderFunc(func(wanted []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range wanted {
			found = append(found, hashes[index])
		}
		return found, nil
	}), nil
}

func readBundle(dir directory, n, count int64) ([][]byte, error) {
	path := tlog.Tile{H: 8, L: -1, N: n, W: int(count)}.Path()
	path = strings.Replace(path, "tile/8/data/", "tile/entries/", 1)
	rest, err := os.ReadFile(filepath.Join(string(dir), path))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s is torn", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries = append(entries, rest[2:end])
		rest = rest[end:]
	}
	if int64(len(entries)) != count {
		return nil, fmt.Errorf("%s has %d entries instead of %d", path, len(entries), count)
	}
	return entries, nil
}

func checkEntries(dir directory, tree tlog.Tree, hashes tlog.HashReader) ([]tlog.Hash, error) {
	var leaves []tlog.Hash
	for first := int64(0); first < tree.N; first += width {
		count := tree.N - first
		if count > width {
			count = width
		}
		entries, err := readBundle(dir, first/width, count)
		if err != nil {
			return nil, err
		}
		for i, entry := range entries {
			index := first + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return nil, err
			}
			leaf := tlog.RecordHash(entry)
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf); err != nil {
				return nil, fmt.Errorf("entry %d: %v", index, err)
			}
			leaves = append(leaves, leaf)
		}
	}
	return leaves, nil
}

func checkConsistency(tree tlog.Tree, hashes tlog.HashReader) error {
	for _, old := range []int64{1, 2, tree.N / 3, tree.N / 2, 255, 256, 257, 65536, tree.N - 1, tree.N} {
		if old < 1 || old > tree.N {
			continue
		}
		root, err := tlog.TreeHash(old, hashes)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(tree.N, old, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old, root); err != nil {
			return fmt.Errorf("consistency from %d: %v", old, err)
		}
	}
	return nil
}

func checkProof(line string, tree tlog.Tree, leaves []tlog.Hash) error {
	words := strings.Fields(line)
	if len(words) < 2 {
		return fmt.Errorf("too few words")
	}
	n, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		return err
	}
	var hashes []tlog.Hash
	for _, word := range words[2:] {
		hash, err := tlog.ParseHash(word)
		if err != nil {
			return err
		}
		hashes = append(hashes, hash)
	}
	switch {
	case words[0] == "inclusion" && n >= 0 && n < tree.N:
		return tlog.CheckRecord(tlog.RecordProof(hashes), tree.N, tree.Hash, n, leaves[n])
	case words[0] == "consistency" && len(hashes) > 0:
		return tlog.CheckTree(tlog.TreeProof(hashes[1:]), tree.N, tree.Hash, n, hashes[0])
	}
	return fmt.Errorf("not a proof for this log")
}

func checkProofs(dir directory, tree tlog.Tree, leaves []tlog.Hash) error {
	text, err := os.ReadFile(filepath.Join(string(dir), "proofs"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if err := checkProof(line, tree, leaves); err != nil {
			return fmt.Errorf("proof %q: %v", line, err)
		}
	}
	return nil
}

func verify(dir directory, key string) (int64, error) {
	tree, err := openCheckpoint(dir, key)
	if err != nil {
		return 0, err
	}
	hashes, err := readHashes(dir, tree)
	if err != nil {
		return 0, err
	}
	leaves, err := checkEntries(dir, tree, hashes)
	if err != nil {
		return 0, err
	}
	if err := checkConsistency(tree, hashes); err != nil {
		return 0, err
	}
	return tree.N, checkProofs(dir, tree, leaves)
}

func main() {
	if len(os.Args) != 3 {
		fmt.Println("usage: verify <directory> <verifier key>")
		os.Exit(2)
	}
	count, err := verify(directory(os.Args[1]), os.Args[2])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("ok %d entries\n", count)
}
