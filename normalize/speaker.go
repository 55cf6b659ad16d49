package normalize

import "solieu/normalize/token"

// sayCand is who may have stated a fact.
type sayCand struct {
	r    trange // empty: nobody
	kind uint8
	verb int32 // the word of saying or of source
	dist uint8 // sentences back; 7: after the number
}

const (
	sayNone   uint8 = iota
	sayTheo         // theo X,
	sayVerb         // X cho biết
	sayTitle        // Ông X, Chủ tịch Y, cho biết
	sayReport       // báo cáo của X cho biết
)

// listSources finds who speaks in the sentence of q and those before it in
// its paragraph.
func (w *work) listSources(q int) {
	w.says = append(w.says[:0], sayCand{})
	qt := w.qtok[q]
	si := w.sent[qt.from]
	para := w.sents[si].para
	for s := si; s >= 0 && si-s < 7 && w.sents[s].para == para; s-- {
		w.sourcesIn(s, uint8(si-s), qt)
	}
	// a quotation may name its speaker in the sentence after it
	if int(si)+1 < len(w.sents) && w.sents[si+1].para == para {
		w.sourcesIn(si+1, 8, qt)
	}
}

func (w *work) sourcesIn(s int32, dist uint8, qt trange) {
	d := &w.document
	sn := d.sents[s]
	for i := sn.from; i < sn.to && len(w.says) < 40; i++ {
		if !d.head[i] {
			continue
		}
		if d.cls[i]&cSource != 0 {
			from := i
			for from < sn.to && d.cls[from] == d.cls[i] && (from == i || !d.head[from]) {
				from++
			}
			if to := w.nameEnd(from, sn); to > from {
				w.addSay(sayCand{w.stripName(trange{from, to}), sayTheo, i, sayDist(dist, i, qt)})
				// Bộ Lao động - Thương binh và Xã hội
				if to+1 < sn.to && isDash(d.toks[to].ID) && d.toks[to+1].Has(token.Upper) {
					w.addSay(sayCand{w.stripName(trange{from, w.nameEnd(to+1, sn)}), sayTheo, i, sayDist(dist, i, qt)})
				}
			}
		}
		if d.cls[i]&cSay != 0 {
			// X cho biết: back to the break before, or over one apposition
			to := i
			for to > sn.from && d.cls[to-1]&(cAux|cSame) != 0 && d.toks[to-1].Kind == token.Word {
				to--
			}
			end := to
			if end > sn.from && d.toks[end-1].ID == idComma {
				end--
			}
			from := w.nameStart(end, sn)
			w.addSay(sayCand{w.stripName(trange{from, end}), sayVerb, i, sayDist(dist, i, qt)})
			if from > sn.from && (d.toks[from-1].ID == idComma || isDash(d.toks[from-1].ID)) {
				f := w.nameStart(from-1, sn)
				if f < from-1 {
					w.addSay(sayCand{w.stripName(trange{f, from - 1}), sayTitle, i, sayDist(dist, i, qt)})
					w.addSay(sayCand{w.stripName(trange{f, end}), sayTitle, i, sayDist(dist, i, qt)})
				}
			}
			// after the verb: "…", nói ông X
			next := i
			for next < sn.to && d.cls[next] == d.cls[i] && (next == i || !d.head[next]) {
				next++
			}
			if next < sn.to && d.toks[next].Flag&token.Upper != 0 {
				if to := w.nameEnd(next, sn); to > next {
					w.addSay(sayCand{w.stripName(trange{next, to}), sayReport, i, sayDist(dist, i, qt)})
				}
			}
		}
	}
}

func sayDist(dist uint8, at int32, qt trange) uint8 {
	if dist == 0 && at > qt.from {
		return 7
	}
	return dist
}

// nameStart is where the name that ends before token i begins: after a break, a
// mark, a number.
func (w *work) nameStart(i int32, sn sentence) int32 {
	d := &w.document
	for i > sn.from && d.toks[i-1].Kind != token.Mark && d.owner[i-1] <= 0 {
		i--
		if d.brk[i] >= bComma { // the break stands before this word
			break
		}
	}
	return i
}

func isDash(id token.ID) bool { return id == idHyphen || id == idEnDash }

// nameEnd is where the name that begins at token i ends: at a break, a verb of
// saying, a number.
func (w *work) nameEnd(i int32, sn sentence) int32 {
	d := &w.document
	j := i
	for ; j < sn.to; j++ {
		if d.brk[j] >= bComma && j > i || d.owner[j] > 0 || d.toks[j].Kind == token.Mark && d.toks[j].ID != idHyphen {
			break
		}
		if d.owner[j] < 0 || d.head[j] && d.cls[j]&cSay != 0 && j > i || d.head[j] && d.cls[j]&cState != 0 && j > i {
			break
		}
	}
	return j
}

// stripName drops words that are no part of a name from its ends.
func (w *work) stripName(r trange) trange {
	d := &w.document
	for r.to > r.from && (d.owner[r.from] < 0 || d.toks[r.from].Kind == token.Mark || d.toks[r.from].Flag&token.Upper == 0 && d.cls[r.from]&(cPrep|cJoin|cSource|cAux|cSay|cNarrow) != 0 ||
		d.head[r.from] && d.cls[r.from]&(cSource|cJoin) != 0) {
		r.from++
	}
	for r.to > r.from && (d.owner[r.to-1] < 0 || d.toks[r.to-1].Kind == token.Mark && d.toks[r.to-1].ID != idClose || d.toks[r.to-1].Flag&token.Upper == 0 && d.cls[r.to-1]&(cPrep|cAux|cSame|cJoin) != 0) {
		r.to--
	}
	return r
}

func (w *work) addSay(c sayCand) {
	if c.r.to <= c.r.from || c.r.len() > 28 {
		return
	}
	for i := range w.says {
		if w.says[i].r == c.r {
			return
		}
	}
	w.says = append(w.says, c)
}

func (w *work) featuresOfSources(q int) {
	w.c.reset()
	d := &w.document
	prev := w.factBefore(q)
	qt := d.qtok[q]
	var prevSource trange
	if prev >= 0 && d.sents[d.sent[d.qtok[prev].from]].para == d.sents[d.sent[qt.from]].para {
		prevSource = w.done[prev].source
	}
	inQuote := bit(w.insideQuote(qt.from))
	for i := range w.says {
		s := &w.says[i]
		add := func(f feature) {
			w.c.add(f)
			w.c.add(cross(f, feature(s.kind)*77+5))
		}
		if s.r.len() == 0 {
			add(feat("a none").with(bit(prevSource.len() > 0)).with(min(uint32(len(w.says)), 4)))
			add(feat("a none1").with(bit(prevSource.len() > 0)).with(inQuote))
			w.c.close()
			continue
		}
		add(feat("a bias"))
		add(feat("a dist").with(uint32(s.dist)))
		add(feat("a quote").with(inQuote).with(uint32(s.dist)))
		add(feat("a same").with(bit(s.r == prevSource)).with(bit(prevSource.len() > 0)))
		add(feat("a verb").with(d.word(s.verb)))
		add(feat("a verbd").with(d.word(s.verb)).with(uint32(s.dist)))
		add(feat("a verb2").with(d.word(s.verb)).with(d.word(s.verb + 1)))
		add(feat("a first").with(d.word(s.r.from)))
		add(feat("a first2").with(d.word(s.r.from)).with(d.word(s.r.from + 1)))
		add(feat("a last").with(d.word(s.r.to - 1)))
		add(feat("a len").with(uint32(min(s.r.len(), 12))))
		first, last := d.senseOf(s.r.from), d.senseOf(s.r.to-1)
		add(feat("a meanf").with(uint32(first)))
		add(feat("a meanf2").with(uint32(first)).with(uint32(d.senseAfter(s.r.from))))
		add(feat("a meanl").with(uint32(last)).with(uint32(d.senseOf(s.r.to))))
		add(feat("a meanv").with(uint32(d.senseOf(s.verb))).with(uint32(first)))
		add(feat("a meanb").with(uint32(d.senseOf(s.r.from - 1))))
		caps := uint32(0)
		for j := s.r.from; j < s.r.to; j++ {
			caps += bit(d.toks[j].Flag&token.Upper != 0)
		}
		add(feat("a caps").with(min(caps, 4)).with(uint32(min(s.r.len(), 5))))
		add(feat("a firstcap").with(bit(d.toks[s.r.from].Flag&token.Upper != 0)).with(bit(d.brk[s.r.from] == bStop)))
		add(feat("a before").with(d.signature(s.r.from - 1)))
		add(feat("a after").with(d.signature(s.r.to)))
		// a further speaker between this one and the number
		between := uint32(0)
		for j := range w.says {
			o := &w.says[j]
			if o.r.len() > 0 && o.verb > s.verb && o.verb < qt.from {
				between++
			}
		}
		add(feat("a between").with(min(between, 3)))
		add(feat("a sentdist").with(min(uint32(len(w.says)), 5)).with(uint32(s.dist)))
		w.c.close()
	}
}

// insideQuote: the token stands inside quotation marks of its block.
func (w *work) insideQuote(i int32) bool {
	d := &w.document
	for j := i - 1; j >= 0 && i-j < 200; j-- {
		if d.toks[j].ID == idQuoteO {
			return true
		}
		if d.toks[j].ID == idQuoteC || d.toks[j+1].Flag&token.Line != 0 {
			return false
		}
	}
	return false
}
