package normalize

import (
	"unicode/utf8"

	"solieu/normalize/date"
	"solieu/normalize/number"
	"solieu/normalize/token"
)

// document is one text under the knife: its tokens with their classes, its
// sentences, times and quantities, and who owns which token. Its slices are
// used again for the next text.
type document struct {
	text  string
	opt   Options
	en    bool // the text is English
	toks  []token.Token
	cls   []class  // of the lexicon phrase that covers the token, 0 for none
	head  []bool   // the token opens that phrase
	brk   []uint8  // the break before the token: bNone … bStop
	words []uint32 // hash of the folded word
	owner []int32  // 0; quantity index + 1; -(time index + 1)
	sent  []int32  // sentence index of the token
	kinds []uint16 // class of the word the token is in, and opens; 0 is not cut yet, see kindBits
	means []uint8  // sense of the word the token is in, and opensSense; see meaning

	times []date.Time
	ttok  []trange
	qs    []number.Quantity
	qtok  []trange
	busy  []number.Busy
	sents []sentence
	room  []byte // to write a subject in
}

// trange is a half-open range of tokens.
type trange struct{ from, to int32 }

func (r trange) len() int { return int(r.to - r.from) }

type sentence struct {
	trange
	para   int32 // index of its block; the title is block 0
	first  int32 // index of the block's first sentence
	q0, q1 int32 // quantities that begin in it
	t0, t1 int32 // times that begin in it
}

// breaks, from weakest to strongest.
const (
	bNone  uint8 = iota
	bJoin        // a joining word: nhưng, trong đó
	bComma       // ,
	bSemi        // ; : – and brackets
	bStop        // end of sentence
)

var (
	idComma  = token.Intern(",")
	idSemi   = token.Intern(";")
	idColon  = token.Intern(":")
	idDot    = token.Intern(".")
	idBang   = token.Intern("!")
	idAsk    = token.Intern("?")
	idDots   = token.Intern("…")
	idOpen   = token.Intern("(")
	idClose  = token.Intern(")")
	idSqO    = token.Intern("[")
	idSqC    = token.Intern("]")
	idHyphen = token.Intern("-")
	idEnDash = token.Intern("–")
	idEmDash = token.Intern("—")
	idQuote  = token.Intern("\"")
	idQuoteO = token.Intern("“")
	idQuoteC = token.Intern("”")
	idBar    = token.Intern("|")
	idAnd    = token.Intern("và")
	idAndEn  = token.Intern("and")
)

// abbreviations end with a point that ends no sentence.
var abbreviations = func() map[token.ID]bool {
	m := map[token.ID]bool{}
	for _, w := range []string{"tp", "tx", "tt", "q", "p", "h", "x", "ths", "ts", "gs", "pgs", "bs", "ks", "cn", "st", "mr", "mrs", "ms", "dr", "no", "vs", "jr", "sr", "inc", "ltd", "co", "corp", "v", "tr", "đ", "nxb", "ubnd", "gen", "col", "prof", "dept", "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec"} {
		m[token.Intern(w)] = true
	}
	return m
}()

// read cuts the text and finds its times, quantities and sentences.
func (d *document) read(text string, opt Options) {
	d.text, d.opt = text, opt
	d.toks = token.Scan(d.toks[:0], text)
	d.times = date.Find(d.times[:0], text, d.toks, date.Options{Ref: opt.Date, Lang: opt.Lang})
	d.busy = d.busy[:0]
	for _, t := range d.times {
		d.busy = append(d.busy, busyOf(t))
	}
	d.qs = number.Find(d.qs[:0], text, d.toks, d.busy, number.Options{Lang: opt.Lang})
	n := len(d.toks)
	d.cls, d.head, d.brk = resize(d.cls, n), resize(d.head, n), resize(d.brk, n)
	d.words, d.owner, d.sent = resize(d.words, n), resize(d.owner, n), resize(d.sent, n)
	d.kinds, d.means = resize(d.kinds, n), resize(d.means, n)
	lexicon := lexicons[0]
	d.en = opt.Lang == "en" || opt.Lang == "" && number.English(text)
	if d.en {
		lexicon = lexicons[1]
	}
	for i, t := range d.toks {
		d.words[i] = d.hashWord(t)
	}
	for i := 0; i < n; {
		c, k := lexicon.Match(d.toks, i)
		if k == 0 || d.insideName(i) {
			i++
			continue
		}
		d.head[i] = true
		for j := i; j < i+k; j++ {
			d.cls[j] = c
		}
		i += k
	}
	d.ttok = d.ttok[:0]
	ti := int32(0)
	for i, t := range d.times {
		r := d.tokensOf(&ti, t.Start, t.End)
		d.ttok = append(d.ttok, r)
		for j := r.from; j < r.to; j++ {
			d.owner[j] = -int32(i) - 1
		}
	}
	d.qtok = d.qtok[:0]
	ti = 0
	for i, q := range d.qs {
		r := d.tokensOf(&ti, q.Start, q.End)
		d.qtok = append(d.qtok, r)
		for j := r.from; j < r.to; j++ {
			d.owner[j] = int32(i) + 1
		}
	}
	d.split()
	d.readWords()
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// insideName: a capital after a word of the same sentence is a name's, and
// names have no roles: Bộ Kế hoạch và Đầu tư, Tổng cục Thống kê.
func (d *document) insideName(i int) bool {
	t := d.toks[i]
	return i > 0 && t.Has(token.Upper) && !t.Has(token.Caps) && !t.Has(token.Line) && d.toks[i-1].Kind == token.Word
}

// tokensOf finds the tokens within bytes start to end, searching on from *at.
func (d *document) tokensOf(at *int32, start, end int) trange {
	i := *at
	for int(i) < len(d.toks) && int(d.toks[i].Start) < start {
		i++
	}
	j := i
	for int(j) < len(d.toks) && int(d.toks[j].Start) < end {
		j++
	}
	*at = i
	return trange{i, j}
}

// runOn is how many tokens a sentence may have before a comma ends it:
// a table run together on one line must not make each of its figures look at
// all the others.
const runOn = 600

// split finds sentences and the breaks inside them.
func (d *document) split() {
	d.sents = d.sents[:0]
	toks := d.toks
	start, para := 0, int32(-1)
	flush := func(end int) {
		if end > start {
			first := int32(len(d.sents))
			if first > 0 && d.sents[first-1].para == para {
				first = d.sents[first-1].first
			}
			d.sents = append(d.sents, sentence{trange: trange{int32(start), int32(end)}, para: para, first: first})
		}
		start = end
	}
	for i, t := range toks {
		if t.Flag&token.Line != 0 {
			flush(i)
			para++
			d.brk[i] = bStop
		}
		if n := i - start; n >= runOn && d.owner[i] == 0 && (t.ID == idComma || t.ID == idSemi || n >= 2*runOn) {
			flush(i)
			d.brk[i] = bStop
		}
		if t.Kind != token.Mark {
			if i > start && d.head[i] && d.cls[i]&(cJoin|cNarrow) != 0 && t.ID != idAnd && t.ID != idAndEn && d.brk[i] < bJoin {
				d.brk[i] = bJoin
			}
			continue
		}
		level := bNone
		switch t.ID {
		case idComma:
			level = bComma
		case idSemi, idColon, idOpen, idClose, idSqO, idSqC, idBar:
			level = bSemi
		case idHyphen, idEnDash, idEmDash:
			if t.Flag&token.Space != 0 && i+1 < len(toks) && !toks[i+1].Glued() && d.owner[i] == 0 {
				level = bSemi
			}
		case idDot, idBang, idAsk, idDots:
			if d.endsSentence(i) {
				j := i + 1
				for j < len(toks) && toks[j].Glued() && (toks[j].ID == idClose || toks[j].ID == idQuote || toks[j].ID == idQuoteC || toks[j].ID == idDot) {
					j++
				}
				if j > start {
					flush(j)
				}
				if j < len(toks) {
					d.brk[j] = bStop
				}
				continue
			}
		}
		if level > 0 {
			d.brk[i] = max(d.brk[i], level)
			if i+1 < len(toks) {
				d.brk[i+1] = max(d.brk[i+1], level)
			}
		}
	}
	flush(len(toks))
	qi, ti := int32(0), int32(0)
	for s := range d.sents {
		sn := &d.sents[s]
		for j := sn.from; j < sn.to; j++ {
			d.sent[j] = int32(s)
		}
		sn.q0 = qi
		for int(qi) < len(d.qs) && d.qtok[qi].from < sn.to {
			qi++
		}
		sn.q1, sn.t0 = qi, ti
		for int(ti) < len(d.times) && d.ttok[ti].from < sn.to {
			ti++
		}
		sn.t1 = ti
	}
}

// endsSentence tells a point that ends a sentence from one of `TP. HCM`,
// `v.v.`, `St. Petersburg`, an initial or a decimal.
func (d *document) endsSentence(i int) bool {
	toks := d.toks
	if d.owner[i] != 0 {
		return false
	}
	if i+1 >= len(toks) || toks[i+1].Flag&token.Line != 0 {
		return true
	}
	next := toks[i+1]
	if next.ID == idClose || next.ID == idQuoteC || next.ID == idQuote {
		return i+2 >= len(toks) || toks[i+2].Flag&(token.Upper|token.Line) != 0
	}
	if next.Glued() {
		// `câu.Câu`: a missing space, told by letters of two cases
		return toks[i].ID == idDot && next.Kind == token.Word && next.Has(token.Upper) && !next.Has(token.Caps) &&
			i > 0 && toks[i-1].Kind == token.Word && toks[i-1].Flag&token.Upper == 0 && toks[i-1].End-toks[i-1].Start > 1
	}
	if toks[i].ID == idDot && i > 0 && toks[i-1].Kind == token.Word && toks[i].Glued() {
		p := toks[i-1]
		if abbreviations[p.ID] && p.ID != 0 && (p.Flag&token.Upper != 0 || next.Flag&token.Upper == 0) {
			return false
		}
		if p.Flag&token.Upper != 0 && utf8.RuneCountInString(p.Text(d.text)) == 1 && !(p.Glued() && i > 1 && toks[i-2].Kind == token.Number) {
			return false // an initial
		}
	}
	return next.Kind != token.Word || next.Flag&token.Upper != 0 || next.ID == idHyphen
}

// word returns the hash of token i's folded text.
func (d *document) word(i int32) uint32 {
	if i < 0 || int(i) >= len(d.words) {
		return 1
	}
	return d.words[i]
}

// hashWord hashes a token's folded text.
func (d *document) hashWord(t token.Token) uint32 {
	h := uint32(2166136261)
	switch {
	case t.Kind == token.Number:
		h = 2
	case t.ID != 0:
		h = nameHashes[t.ID]
	default:
		for _, r := range t.Text(d.text) {
			h = (h ^ uint32(token.Lower(r))) * 16777619
		}
	}
	return h | 4
}

// nameHashes holds the hash of each word of the vocabulary, the same in every
// build whatever ID the word has.
var nameHashes []uint32

func init() {
	// every table of this package and of those it imports is built by now
	nameHashes = make([]uint32, token.Count())
	for i := range nameHashes {
		h := uint32(2166136261)
		for _, r := range token.Name(token.ID(i)) {
			h = (h ^ uint32(r)) * 16777619
		}
		nameHashes[i] = h
	}
}

func (d *document) class(i int32) class {
	if i < 0 || int(i) >= len(d.cls) {
		return 0
	}
	return d.cls[i]
}

func (d *document) id(i int32) token.ID {
	if i < 0 || int(i) >= len(d.toks) {
		return 0
	}
	return d.toks[i].ID
}

// signature is a token as the features see it: a number, a time, a quantity,
// its lexicon class, or its word.
func (d *document) signature(i int32) uint32 {
	if i < 0 || int(i) >= len(d.toks) {
		return 11
	}
	switch o := d.owner[i]; {
	case o > 0:
		return 12
	case o < 0:
		return 13
	}
	if c := d.cls[i]; c != 0 {
		return 1<<30 | uint32(c)
	}
	if d.toks[i].Kind == token.Mark {
		return d.word(i)
	}
	return 14
}
