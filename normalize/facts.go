package normalize

import (
	"math/bits"
	"sort"
	"sync"
	"unicode/utf8"

	"solieu/normalize/date"
	"solieu/normalize/number"
)

// work is the bench one text is worked on; it is used again and again.
type work struct {
	document
	m          *model
	c          candidates
	subs       []subjectCand
	pres       []preSpan
	posts      [postFar + 1]trange
	pers       []periodCand
	bases      []baseCand
	says       []sayCand
	ctx        []feature
	tfeats     []feature  // of one time, whatever its form
	lastPeriod span       // period of the fact before the one in hand
	row, top   int32      // the row of a table looked at last, and its table's first
	open       sumCache   // sums of what periods have in common, by their open ends
	done       []decision // by quantity, in reading order
	// sums of what candidates of a subject have in common: the token they begin
	// with and the one they end with, in one text; the run of words before the
	// number, what they take words over from, and what all their words mean, of one
	// quantity
	firsts, lasts, runs, taken, sets sumCache
	narrowed                         [copyTail + 1]uint32 // what stands between that and the number
	tallies                          [128]tallied         // by run
	meant                            [128]meant           // by run
	nearParts, lastParts             uint32               // parts of a name by the number, and of the fact before
}

// decision is what was made of one quantity.
type decision struct {
	isFact  bool
	kind    number.Kind
	down    bool // a change downwards
	subject subject
	shape   uint32 // how the subject was put together
	period  span
	ptime   int32 // the time the period was read from, -1 for none
	pform   uint8
	base    span
	basis   uint8
	status  uint8
	source  trange
	// p is the model's trust in each decision, as softmax shares.
	p [numParts]float64
}

// span of days, both included; date.None is open, both None unknown.
type span struct{ from, to date.DayNum }

var noSpan = span{date.None, date.None}

// parts of a decision, for trust.
const (
	partMention = iota
	partKind
	partSubject
	partPeriod
	partBase
	partStatus
	numParts
)

// factBefore is the last fact before quantity q, -1 where there is none.
func (w *work) factBefore(q int) int {
	for i := q - 1; i >= 0; i-- {
		if w.done[i].isFact {
			return i
		}
	}
	return -1
}

// firstFact is the first fact from quantity from on, before q.
func (w *work) firstFact(from, q int) int {
	for i := from; i < q; i++ {
		if w.done[i].isFact {
			return i
		}
	}
	return -1
}

// teacher tells, while the model is trained, what gold says of a quantity. Its
// answers replace the model's own.
type teacher interface {
	mention(w *work, q int) (fact bool, known bool)
	kind(w *work, q int)
	subject(w *work, q int)
	period(w *work, q int)
	status(w *work, q int)
	baseline(w *work, q int)
	source(w *work, q int)
}

// decide goes through the quantities in reading order and fills w.done.
func (w *work) decide(t teacher) {
	w.c.q, w.c.scale = w.m.q, w.m.scale
	w.done = resize(w.done, len(w.qs))
	w.firsts.grow(len(w.toks))
	w.lasts.grow(len(w.toks))
	w.runs.grow(maxPres)
	w.taken.grow(2 * len(w.narrowed))
	w.open.grow(4)
	w.sets.grow(setsKept)
	clear(w.tallies[:])
	clear(w.meant[:])
	w.row = -1
	for q := range w.qs {
		w.done[q] = decision{ptime: -1, period: noSpan, base: noSpan}
	}
	for q := range w.qs {
		dc := &w.done[q]
		dc.kind = w.qs[q].Kind
		w.featuresOfMention(q)
		best, p := w.m.best(&w.c)
		dc.isFact, dc.p[partMention] = best == 1, p
		if t != nil {
			if fact, known := t.mention(w, q); known {
				dc.isFact = fact
			}
		}
		if !dc.isFact {
			continue
		}
		if of := w.restates(q); of >= 0 && w.done[of].isFact {
			*dc = w.done[of]
			continue
		}
		w.featuresOfKind(q)
		best, dc.p[partKind] = w.m.best(&w.c)
		w.setKind(q, best)
		if t != nil {
			t.kind(w, q)
		}
		w.listSubjects(q)
		w.featuresOfSubjects(q)
		if best, dc.p[partSubject] = w.m.best(&w.c); best >= 0 {
			dc.subject, dc.shape = w.subs[best].s, w.subs[best].shape
		}
		if t != nil {
			t.subject(w, q)
		}
		w.listPeriods(q)
		w.featuresOfPeriods(q)
		if best, dc.p[partPeriod] = w.m.best(&w.c); best >= 0 {
			w.setPeriod(q, best)
		}
		if t != nil {
			t.period(w, q)
		}
		w.featuresOfStatus(q)
		best, dc.p[partStatus] = w.m.best(&w.c)
		dc.status = uint8(best)
		if t != nil {
			t.status(w, q)
		}
		dc.p[partBase] = 1
		if dc.kind == number.Change || dc.kind == number.Ratio {
			w.listBaselines(q)
			w.featuresOfBaselines(q)
			if best, dc.p[partBase] = w.m.best(&w.c); best >= 0 {
				dc.base, dc.basis = w.bases[best].span, w.bases[best].basis
			}
			if t != nil {
				t.baseline(w, q)
			} else {
				w.compareNamed(q)
				w.compareColumn(q)
			}
		}
		w.listSources(q)
		w.featuresOfSources(q)
		if best, _ := w.m.best(&w.c); best >= 0 {
			dc.source = w.says[best].r
		}
		if t != nil {
			t.source(w, q)
		}
	}
}

var benches = sync.Pool{New: func() any { return new(work) }}

// Facts returns the facts a text states, in reading order. The text must be
// in Unicode NFC; it is an article's text as extract makes it: the title, an
// empty line, and a block a line. Time is linear in the length of the text,
// the memory kept between calls in that of the longest text.
func Facts(text string, opt Options) []Fact {
	w := benches.Get().(*work)
	defer benches.Put(w)
	w.m = learned()
	w.read(text, opt)
	w.decide(nil)
	return w.facts()
}

// facts writes the decisions out, with offsets in code points.
func (w *work) facts() []Fact {
	n := 0
	for i := range w.done {
		if w.done[i].isFact {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out, of := make([]Fact, 0, n), make([]int32, 0, n)
	points := newPointCounter(w.text)
	at := make([]int32, len(w.done)) // quantity to index in out
	sentOf, sentStart, sentEnd := int32(-1), 0, 0
	var sentence string
	for q := range w.done {
		dc := &w.done[q]
		at[q] = -1
		if !dc.isFact {
			continue
		}
		qq := &w.qs[q]
		if s := w.sent[w.qtok[q].from]; s != sentOf {
			sn := w.sents[s]
			from, to := int(w.toks[sn.from].Start), int(w.toks[sn.to-1].End)
			sentOf, sentence = s, w.text[from:to]
			sentStart = points.at(from)
			sentEnd = sentStart + points.in(sentence)
		}
		f := Fact{
			Quote: w.text[qq.Start:qq.End], Sentence: sentence,
			SentenceStart: sentStart, SentenceEnd: sentEnd,
			Kind: dc.kind.String(), Value: qq.Value, High: qq.High, Total: qq.Total,
			HasHigh: qq.HasHigh, HasTotal: qq.HasTotal,
			Unit: qq.Unit, UnitKind: qq.UnitKind, Comparator: qq.Comparator.String(),
			Basis: basisNames[dc.basis], Status: statusNames[dc.status],
			PeriodStart: dc.period.from.String(), PeriodEnd: dc.period.to.String(),
			BaselineStart: dc.base.from.String(), BaselineEnd: dc.base.to.String(),
			ChangeOf: -1, Rules: qq.Rules,
		}
		f.Start = points.at(qq.Start)
		f.End = f.Start + points.in(f.Quote)
		if len(sentence) > longSentence {
			from, to := w.around(w.sents[sentOf].trange, qq.Start, qq.End)
			f.Sentence = w.text[from:to]
			f.SentenceStart = f.Start - points.in(w.text[from:qq.Start])
			f.SentenceEnd = f.SentenceStart + points.in(f.Sentence)
		}
		f.Subject = w.subjectText(w.ended(dc.subject), q)
		if dc.ptime >= 0 {
			t := w.times[dc.ptime]
			f.PeriodText = w.text[t.Start:t.End]
		}
		if dc.source.to > dc.source.from {
			f.AttributedTo = w.text[w.toks[dc.source.from].Start:w.toks[dc.source.to-1].End]
		}
		if dc.kind == number.Change {
			if dc.down != (f.Value.Sign() < 0) {
				f.Value = f.Value.Neg()
				if f.HasHigh {
					f.High = f.High.Neg()
				}
			}
			f.ChangeOf = w.levelOf(q, at)
		} else if qq.Kind == number.Change && !f.HasHigh && w.text[qq.Num] >= '0' && w.text[qq.Num] <= '9' {
			f.Value = f.Value.Abs()                       // mất 940 triệu đồng: no fall after all
			if f.Unit == "x" && dc.kind == number.Level { // trượt 3 lần
				f.Unit, f.UnitKind = "{lần}", "count"
			}
		}
		f.Confidence = w.m.confidence(dc)
		at[q] = int32(len(out))
		out, of = append(out, f), append(of, int32(q))
	}
	w.takeUnits(out, of)
	return out
}

// levelOf finds the level a change changes: the nearest fact of the sentence,
// or the one before it, that states a level of the same subject; of an amount
// said in two currencies the first.
func (w *work) levelOf(q int, at []int32) int {
	s := w.sent[w.qtok[q].from]
	for i := q - 1; i >= 0 && w.sent[w.qtok[i].from] >= s-1; i-- {
		if w.done[i].isFact && w.done[i].kind == number.Level && w.done[i].subject == w.done[q].subject && at[i] >= 0 {
			if of := w.restates(i); of >= 0 && at[of] >= 0 {
				i = of
			}
			return int(at[i])
		}
	}
	return -1
}

// longSentence is how many bytes a sentence may have to be kept whole with each
// of its facts. A line of a thousand figures without a full stop, kept a
// thousand times, would take more room than any article is worth.
const longSentence = 2000

// aroundBytes is how much of a longer one is kept on either side of a quote.
const aroundBytes = 500

// around is the part of a sentence about a quote, from word to word.
func (d *document) around(in trange, start, end int) (from, to int) {
	toks := d.toks[in.from:in.to]
	a := sort.Search(len(toks), func(i int) bool { return int(toks[i].Start) >= start-aroundBytes })
	b := sort.Search(len(toks), func(i int) bool { return int(toks[i].End) > end+aroundBytes })
	return min(int(toks[a].Start), start), max(int(toks[b-1].End), end)
}

// pointCounter turns rising byte offsets into code point offsets.
type pointCounter struct {
	text         string
	valid        bool // the text is UTF-8 throughout
	bytes, count int
}

func newPointCounter(text string) pointCounter {
	return pointCounter{text: text, valid: utf8.ValidString(text)}
}

func (p *pointCounter) at(offset int) int {
	if offset < p.bytes {
		p.bytes, p.count = 0, 0
	}
	p.count += p.in(p.text[p.bytes:offset])
	p.bytes = offset
	return p.count
}

// in counts the code points of a part of the text. Where all is well those are
// the bytes that do not go on with one (10xxxxxx), counted eight at a time.
func (p *pointCounter) in(s string) (n int) {
	if !p.valid {
		return utf8.RuneCountInString(s)
	}
	for ; len(s) >= 8; s = s[8:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n += 8 - bits.OnesCount64(x>>7&^(x>>6)&0x0101010101010101)
	}
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

func busyOf(t date.Time) number.Busy { return number.Busy{Start: t.Start, End: t.End} }
