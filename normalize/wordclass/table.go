package wordclass

import (
	_ "embed"
	"fmt"
	"iter"
	"strings"

	"solieu/normalize/token"
)

// A Class names one class of words; 0 is none. Words of no class that share a
// look have the classes below.
type Class uint16

// Most is the highest class that may be; a caller may name its own from there
// down.
const Most Class = 1<<15 - 1

// Classes of what stands in no table.
const (
	Unknown Class = 1 + iota // a word
	Name                     // a word with a capital
	Mark                     // a mark of punctuation
	Numeral
	firstListed
)

//go:embed classes.txt
var classesFile string

// Words goes through the words of the table and their classes.
func Words() iter.Seq2[string, Class] {
	return func(yield func(string, Class) bool) {
		if err := read(classesFile, yield); err != nil {
			panic("wordclass: classes.txt: " + err.Error())
		}
	}
}

// read reads a table: a class a line, its words parted by commas; lines that
// begin with # are passed over.
func read(text string, yield func(string, Class) bool) error {
	c := firstListed
	for n, line := range token.TableLines(text) {
		for w := range strings.SplitSeq(line, ", ") {
			if w == "" {
				return fmt.Errorf("line %d: an empty word", n)
			}
			if !yield(w, c) {
				return nil
			}
		}
		c++
	}
	return nil
}

// Look returns the class of a token that is no word of the table.
func Look(t token.Token) Class {
	switch {
	case t.Kind == token.Number:
		return Numeral
	case t.Kind == token.Mark:
		return Mark
	case t.Has(token.Upper):
		return Name
	}
	return Unknown
}
