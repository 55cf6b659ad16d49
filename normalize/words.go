package normalize

import (
	"solieu/normalize/sense"
	"solieu/normalize/token"
	"solieu/normalize/wordclass"
)

// knownWord is what the tables know of a word; zero where one does not have it.
type knownWord struct {
	class wordclass.Class
	sense sense.Sense
}

// knownWords holds the words of both tables.
var knownWords = func() *token.Phrases[knownWord] {
	p := token.NewPhrases[knownWord]()
	for w, c := range wordclass.Words() {
		v, _ := p.At(w)
		if v.class != 0 {
			panic("normalize: a word stands twice among the classes: " + w)
		}
		v.class = c
	}
	for w, s := range sense.Words() {
		v, _ := p.At(w)
		if v.sense != sense.None {
			panic("normalize: a word stands twice among the senses: " + w)
		}
		v.sense = s
	}
	return p
}()

// opens marks in d.kinds the token that a word of the classes begins with,
// opensSense in d.means that of a word of the senses.
const (
	opens      = 1 << 15
	opensSense = 1 << 7
)

// readWords cuts the sentences with figures into words, and those that lend
// them some (topics): the sentence before, the paragraph's first, a heading. A
// source may stand further off; what its words mean is not asked then.
func (d *document) readWords() {
	for s := range d.sents {
		if sn := &d.sents[s]; sn.q0 < sn.q1 {
			d.readSentence(int32(s))
			if s > 0 && d.sents[s-1].para == sn.para {
				d.readSentence(int32(s) - 1)
			}
			d.readSentence(sn.first)
			if h := sn.first - 1; h >= 0 && d.isHeading(h) {
				d.readSentence(h)
			}
		}
	}
}

// readSentence cuts sentence s into words. A verb that the lexicon does not list
// ends a noun phrase all the same; English has too many nouns that are verbs too.
func (d *document) readSentence(s int32) {
	if s < 0 || d.kinds[d.sents[s].from] != 0 {
		return
	}
	d.cutWords(s)
	if !d.en {
		d.findVerbs(s)
	}
}

// cutWords finds the words of sentence s, with their classes and their senses:
// at each place the longest of either table, which need not be the same.
func (d *document) cutWords(s int32) {
	sn := d.sents[s]
	kindTo, meanTo := sn.from, sn.from
	for i := sn.from; i < sn.to; i++ {
		if i < kindTo && i < meanTo {
			continue
		}
		word := knownWord{}
		ofClass, ofSense := int32(1), int32(1) // tokens
		knownWords.Every(d.toks, int(i), func(w knownWord, n int) {
			if w.class != 0 {
				word.class, ofClass = w.class, int32(n)
			}
			if w.sense != sense.None {
				word.sense, ofSense = w.sense, int32(n)
			}
		})
		if i >= kindTo {
			kindTo = min(i+ofClass, sn.to)
			d.setClass(trange{i, kindTo}, word.class)
		}
		if i >= meanTo {
			meanTo = d.setSense(trange{i, min(i+ofSense, sn.to)}, word.sense)
		}
	}
}

func (d *document) setClass(r trange, c wordclass.Class) {
	switch o := d.owner[r.from]; {
	case o > 0:
		c = kindQuantity
	case o < 0:
		c = kindTime
	case c == 0:
		c = wordclass.Look(d.toks[r.from])
	}
	for i := r.from; i < r.to; i++ {
		d.kinds[i] = uint16(c)
	}
	d.kinds[r.from] |= opens
}

// setSense gives the tokens of r a sense, up to where a time or a quantity ends
// or begins, and returns where that is.
func (d *document) setSense(r trange, s sense.Sense) int32 {
	figure := d.figureSense(r.from)
	if s = sense.Of(s, d.toks, int(r.from)); figure != sense.None {
		s = figure
	}
	d.means[r.from] = uint8(s) | opensSense
	i := r.from + 1
	for ; i < r.to && d.owner[i] == d.owner[r.from] && d.figureSense(i) == figure; i++ {
		d.means[i] = uint8(s)
	}
	return i
}

// figureSense is the sense of a token of a time or a quantity, None of others. A
// counted noun is a word like any other: it may be the subject.
func (d *document) figureSense(i int32) sense.Sense {
	switch o := d.owner[i]; {
	case o < 0:
		return senseTime
	case o > 0 && (unitIsMark(&d.qs[o-1]) || int(d.toks[i].Start) < d.qs[o-1].NumEnd):
		return senseQuantity
	}
	return sense.None
}

// findVerbs gives the verbs of sentence s the role of one where the lexicon
// gives them none.
func (d *document) findVerbs(s int32) {
	sn := d.sents[s]
	for i := sn.from; i < sn.to; {
		r := trange{i, i + 1}
		for r.to < sn.to && d.means[r.to]&opensSense == 0 {
			r.to++
		}
		if d.means[i] == uint8(sense.Verb)|opensSense && d.owner[i] == 0 && d.roleless(r) {
			d.head[i] = true
			for ; i < r.to; i++ {
				d.cls[i] = cVerb
			}
		}
		i = r.to
	}
}

// roleless: no phrase of the lexicon stands on r or begins in it.
func (d *document) roleless(r trange) bool {
	for i := r.from; i < r.to; i++ {
		if d.cls[i] != 0 || d.head[i] {
			return false
		}
	}
	// a compound that is kept whole has no role (cWord)
	for i := r.from - 1; i >= 0 && i >= r.from-maxLexicon; i-- {
		if d.head[i] {
			_, n := lexicons[0].Match(d.toks, int(i))
			return i+int32(n) <= r.from
		}
	}
	return true
}

// maxLexicon is how many tokens a phrase of the lexicon may have.
const maxLexicon = 6

// kinds of words that no table holds.
const (
	kindOutside = wordclass.Most - iota // before or after the text that is read
	kindQuantity
	kindTime
)

// kindBits returns the class of the word that token i is in, and opens where it
// begins with i.
func (d *document) kindBits(i int32) uint16 {
	if i < 0 || int(i) >= len(d.toks) || d.kinds[i] == 0 {
		return uint16(kindOutside) | opens
	}
	return d.kinds[i]
}

// kindOf returns the class of the word that token i is in.
func (d *document) kindOf(i int32) uint32 { return uint32(d.kindBits(i) &^ opens) }

// opensWord: a word begins with token i.
func (d *document) opensWord(i int32) bool { return d.kindBits(i)&opens != 0 }

// wordAfter returns the token that the word after that of token i begins with.
func (d *document) wordAfter(i int32) int32 {
	for i++; !d.opensWord(i); i++ {
	}
	return i
}

// wordBefore returns the last token of the word before that of token i.
func (d *document) wordBefore(i int32) int32 {
	for !d.opensWord(i) {
		i--
	}
	return i - 1
}

// Senses of what the table does not tell.
const (
	senseOutside  = sense.Count + iota // before or after the text that is read
	senseQuantity                      // part of a quantity
	senseTime                          // part of a time
)

const _ = uint(31 - senseTime) // a set of senses has 32 bits

// meaning returns the sense of the word that token i is in, and opensSense where
// it begins with i.
func (d *document) meaning(i int32) uint8 {
	if i < 0 || int(i) >= len(d.toks) || d.means[i] == 0 {
		return uint8(senseOutside) | opensSense
	}
	return d.means[i]
}

// senseOf returns what the word means that token i is in.
func (d *document) senseOf(i int32) sense.Sense { return sense.Sense(d.meaning(i) &^ opensSense) }

// opensMeaning: a word of the table of senses begins with token i.
func (d *document) opensMeaning(i int32) bool { return d.meaning(i)&opensSense != 0 }

// senseAfter returns the sense of the word after that of token i, senseBefore
// of the one before it.
func (d *document) senseAfter(i int32) sense.Sense {
	for i++; !d.opensMeaning(i); i++ {
	}
	return d.senseOf(i)
}

func (d *document) senseBefore(i int32) sense.Sense {
	for !d.opensMeaning(i) {
		i--
	}
	return d.senseOf(i - 1)
}

// senses is a set of senses, a bit each.
type senses uint32

// sensesIn returns the senses of the words of a run.
func (d *document) sensesIn(r trange) (set senses) {
	for i := r.from; i < r.to; i++ {
		if i == r.from || d.opensMeaning(i) {
			set |= 1 << d.senseOf(i)
		}
	}
	return set
}

// sets of what names a measure, and of who or what has one.
var measures, carriers = func() (m, c senses) {
	for s := range sense.Count {
		if s.Measure() {
			m |= 1 << s
		}
		if s.Carrier() {
			c |= 1 << s
		}
	}
	return
}()

// parts tells which parts of a full name a set has: measure, carrier, activity.
func (s senses) parts() uint32 {
	return bit(s&measures != 0) | bit(s&carriers != 0)<<1 | bit(s&(1<<sense.Activity) != 0)<<2
}
