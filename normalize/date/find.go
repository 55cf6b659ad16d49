package date

import "solieu/normalize/token"

// Options is what a text does not say itself.
type Options struct {
	Ref  DayNum // the article's local day; None where unknown: then only times that say their year resolve
	Lang string // vi, en; "" reads both
}

// Find appends to dst the time expressions of text, in order and not
// overlapping, and returns it. toks is token.Scan(nil, text), text is NFC. Time is
// linear in the length of the text; a slice that is large enough is not grown.
func Find(dst []Time, text string, toks []token.Token, opt Options) []Time {
	r := reader{text: text, toks: toks, ref: opt.Ref, vi: opt.Lang != "en", en: opt.Lang != "vi", out: dst, first: len(dst)}
	r.refY, r.refM, r.refD = opt.Ref.YMD()
	for i := 0; i < len(toks); {
		t := &toks[i]
		if t.Flag&token.Line != 0 {
			r.sentence()
			r.coming = 0
		}
		if t.Kind == token.Number {
			i = r.number(i)
			continue
		}
		if int(t.ID) >= len(begins) || begins[t.ID] == 0 {
			i++
			continue
		}
		b := begins[t.ID]
		if b&bStop != 0 && r.ends(i) {
			r.sentence()
			i++
			continue
		}
		if b&bAhead != 0 {
			if _, n := ahead.Match(toks, i); n > 0 {
				r.future = true
			}
		}
		if b&^(bStop|bAhead) != 0 {
			if j := r.word(i, b); j > i {
				i = j
				continue
			}
		}
		i++
	}
	return r.out
}

// reader is one pass over one text.
type reader struct {
	text             string
	toks             []token.Token
	ref              DayNum
	refY, refM, refD int
	vi, en           bool
	out              []Time
	first            int // where our own times begin in out
	year             int // the year last named in this sentence, 0 where none
	future           bool
	told             bool // the step being read is này: look at what the text has told of
	coming           int  // next year where the paragraph names it, else 0
	done             int  // tokens before this one are used
	depth            int  // of piece in piece
	joint            int  // the token after the hyphen of a range being read
}

func (r *reader) sentence() { r.year, r.future = 0, false }

// ends reports whether the mark at i ends a sentence: a space and a capital or a
// numeral follow, or nothing.
func (r *reader) ends(i int) bool {
	if i+1 >= len(r.toks) {
		return true
	}
	t := r.toks[i+1]
	return t.Flag&token.Space != 0 && (t.Kind == token.Number || t.Flag&token.Upper != 0 || t.Kind == token.Mark)
}

// begins tells by ID what may begin with a word, so that most words cost one look.
type beginning uint8

const (
	bStop beginning = 1 << iota
	bAhead
	bBound
	bFixed
	bPiece
)

var begins = func() []beginning {
	t := make([]beginning, token.Count())
	for id := 1; id < len(t); id++ {
		e, w := entry{}, token.ID(id)
		if id < len(entries) {
			e = entries[id]
		}
		if e.role&rStop != 0 {
			t[id] |= bStop
		}
		if ahead.Begins(w) {
			t[id] |= bAhead
		}
		if bounds.Begins(w) || edges.Begins(w) || enBounds.Begins(w) || enEdges.Begins(w) {
			t[id] |= bBound
		}
		if fixedPhrases.Begins(w) || enPhrases.Begins(w) {
			t[id] |= bFixed
		}
		if e.role&(rDay|rMonth|rQuarter|rYear|rWeek|rThu|rPart|rHalf|rMong|rQ|rH|rEnMonth|rEnDay|rEnOrd|rCount|rThe|rIn|rKy|rSession|rFiscal) != 0 && token.Name(w) != "(" ||
			eras.Begins(w) || decadeWords.Begins(w) || centuryWords.Begins(w) || misc.Begins(w) || sundays.Begins(w) || enMisc.Begins(w) {
			t[id] |= bPiece
		}
	}
	return t
}()

// at is the lexicon's entry of token i, empty outside the text.
func (r *reader) at(i int) entry {
	if i < 0 || i >= len(r.toks) {
		return entry{}
	}
	if id := int(r.toks[i].ID); id < len(entries) {
		return entries[id]
	}
	return entry{}
}

func (r *reader) is(i int, x role) bool { return r.at(i).role&x != 0 }

// next is like is, but not over a line end.
func (r *reader) next(i int, x role) bool {
	return i < len(r.toks) && r.toks[i].Flag&token.Line == 0 && r.is(i, x)
}

func (r *reader) glued(i int) bool {
	return i > 0 && i < len(r.toks) && r.toks[i].Flag&token.Space == 0
}

func (r *reader) end(i int) bool {
	return i >= len(r.toks) || r.toks[i].Flag&token.Line != 0
}

// tok is token i; outside the text it is a mark that opens a line.
func (r *reader) tok(i int) token.Token {
	if i < 0 || i >= len(r.toks) {
		return token.Token{Kind: token.Mark, Flag: token.Line | token.Space}
	}
	return r.toks[i]
}

// str is the text of token i, "" outside the text.
func (r *reader) str(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].Text(r.text)
}

// one reports the very word at i, not over a line end.
func (r *reader) one(i int, id token.ID) bool { return !r.end(i) && r.toks[i].ID == id }

// digits is the value of a token of at most four digits without marks, and their number.
func (r *reader) digits(i int) (v, n int) {
	if i < 0 || i >= len(r.toks) || r.toks[i].Kind != token.Number {
		return 0, 0
	}
	s := r.str(i)
	if len(s) > 4 {
		return 0, 0
	}
	v, ok := digits(s)
	if !ok {
		return 0, 0
	}
	return v, len(s)
}

// small is a number of one or two digits.
func (r *reader) small(i int) (int, bool) {
	v, n := r.digits(i)
	return v, n == 1 || n == 2
}

// fourDigits is a year as a number of four digits, in the range that a text without a word for it means a year.
func (r *reader) fourDigits(i int) (int, bool) {
	v, n := r.digits(i)
	return v, n == 4 && v >= 1800 && v <= 2199
}

// count is a number in digits or words below 100, and the token after it.
func (r *reader) count(i int) (v, j int) {
	if v, ok := r.small(i); ok {
		return v, i + 1
	}
	if v, n := numerals.Match(r.toks, i); n > 0 {
		return v, i + n
	}
	return 0, i
}

// name is a number given to a month, a quarter or a day: digits or words, not over a line end.
func (r *reader) name(i int) (v, j int) {
	if r.end(i) {
		return 0, i
	}
	return r.count(i)
}

// add emits a time over the tokens i to j.
func (r *reader) add(t Time, i, j int) int {
	t.Start, t.End = int(r.toks[i].Start), int(r.toks[j-1].End)
	r.out = append(r.out, t)
	r.done = j
	return j
}

// last is the time found last, nil where there is none.
func (r *reader) last() *Time {
	if len(r.out) == r.first {
		return nil
	}
	return &r.out[len(r.out)-1]
}
