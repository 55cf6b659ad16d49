package wordclass

import (
	_ "embed"
	"fmt"
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

var table = func() *token.Phrases[Class] {
	p, err := read(classesFile)
	if err != nil {
		panic("wordclass: classes.txt: " + err.Error())
	}
	return p
}()

// read reads a table: a class a line, its words parted by commas; lines that
// begin with # are passed over.
func read(text string) (*token.Phrases[Class], error) {
	p := token.NewPhrases[Class]()
	c := firstListed
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		for w := range strings.SplitSeq(line, ", ") {
			if len(token.Words(w)) == 0 {
				return nil, fmt.Errorf("line %d: an empty word", n)
			}
			p.Add(w, c)
		}
		c++
	}
	return p, nil
}

// Match returns the class of the longest word of the table that begins at
// toks[i] and the number of its tokens, or the class of its look and 1 where
// no word does.
func Match(toks []token.Token, i int) (Class, int) {
	if c, n := table.Match(toks, i); n > 0 {
		return c, n
	}
	switch t := toks[i]; {
	case t.Kind == token.Number:
		return Numeral, 1
	case t.Kind == token.Mark:
		return Mark, 1
	case t.Has(token.Upper):
		return Name, 1
	}
	return Unknown, 1
}
