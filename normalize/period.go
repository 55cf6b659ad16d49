package normalize

import (
	"slices"

	"solieu/normalize/date"
)

// periodCand is a time that a fact may be of.
type periodCand struct {
	span
	t     int32 // index of the time it is read from, -1 for none
	form  uint8
	scope uint8
	group int32
}

// forms: how the days are made of the words.
const (
	formNone    uint8 = iota // unknown
	formPlain                // the days as read
	formAsOf                 // a state as of the last day
	formRunning              // from 1 January up to the last day
	formNamed                // all of the period that the words name
	formOpen                 // from the first day on
	formNow                  // as of the article's date
	formToday                // the article's day
	formAgainst              // the same period of another year than the fact before
	formCopy                 // that of an earlier fact
	formSession              // the one day, of a time said as of
)

// scopes: where the time stands.
const (
	scopeNone uint8 = iota
	scopeLeft
	scopeRight
	scopeUp   // the sentence before
	scopePara // earlier in the paragraph
	scopeFar  // the paragraphs before
	scopeTitle
	scopePrev // the fact before
	scopeLead // the first sentences of the text
)

func (w *work) addPeriod(p periodCand) {
	if len(w.pers) >= 64 {
		return
	}
	for i := range w.pers {
		o := &w.pers[i]
		if o.span == p.span && (o.scope == p.scope || o.scope < p.scope && o.t == p.t) {
			return
		}
	}
	w.pers = append(w.pers, p)
}

// formsOf adds the readings of one time.
func (w *work) formsOf(ti int32, scope uint8) {
	t := &w.times[ti]
	if t.Grain == date.Clock {
		return
	}
	if t.Same {
		if p := w.lastPeriod; p != noSpan {
			f, l := t.Against(p.from, p.to)
			w.addPeriod(periodCand{span: span{f, l}, t: ti, form: formAgainst, scope: scope})
		}
		return
	}
	if t.From == date.None && t.To == date.None {
		return
	}
	w.addPeriod(periodCand{span: span{t.From, t.To}, t: ti, form: formPlain, scope: scope})
	if t.To != date.None {
		w.addPeriod(periodCand{span: span{date.None, t.To}, t: ti, form: formAsOf, scope: scope})
		if t.AsOf {
			w.addPeriod(periodCand{span: span{t.RunningFrom(), t.To}, t: ti, form: formRunning, scope: scope})
			if t.Grain == date.Day {
				w.addPeriod(periodCand{span: span{t.To, t.To}, t: ti, form: formSession, scope: scope})
			}
		}
	}
	if t.NameTo != date.None && t.NameFrom != date.None && (t.NameFrom != t.From || t.NameTo != t.To) {
		w.addPeriod(periodCand{span: span{t.NameFrom, t.NameTo}, t: ti, form: formNamed, scope: scope})
	}
}

// listPeriods fills w.pers.
func (w *work) listPeriods(q int) {
	w.pers = w.pers[:0]
	qt := w.qtok[q]
	si := w.sent[qt.from]
	sn := w.sents[si]
	w.lastPeriod = noSpan
	prev := w.factBefore(q)
	if prev >= 0 {
		w.lastPeriod = w.done[prev].period
	}
	w.pers = append(w.pers, periodCand{span: noSpan, t: -1, form: formNone, scope: scopeNone})
	here := sn.t0
	for here < sn.t1 && w.ttok[here].from < qt.from {
		here++
	}
	for t := max(sn.t0, here-timesSeen); t < min(sn.t1, here+timesSeen); t++ {
		if t < here {
			w.formsOf(t, scopeLeft)
		} else {
			w.formsOf(t, scopeRight)
		}
	}
	if prev >= 0 {
		w.pers = append(w.pers, periodCand{span: w.done[prev].period, t: w.done[prev].ptime, form: formCopy, scope: scopePrev})
		if f := w.firstFact(int(sn.q0), prev); f >= 0 && w.done[f].period != w.done[prev].period {
			w.addPeriod(periodCand{span: w.done[f].period, t: w.done[f].ptime, form: formCopy, scope: scopeLeft})
		}
	}
	// the sentences before, nearest first
	far, seen := 0, int32(0)
	for s := si - 1; s >= 0 && far < 8 && seen < timesSeen; s-- {
		up := w.sents[s]
		scope := scopeFar
		switch {
		case up.para != sn.para:
			far++
		case s == si-1:
			scope = scopeUp
		default:
			scope = scopePara
		}
		if scope == scopeFar && len(w.pers) > 36 {
			break
		}
		if up.t0 == up.t1 && up.para == sn.para { // on to the sentence of the paragraph that has one
			with := sn.first
			if up.t0 > 0 {
				with = max(with, w.sent[w.ttok[up.t0-1].from])
			}
			s = min(s, with+1)
			continue
		}
		seen += up.t1 - up.t0
		for t := up.t0; t < min(up.t1, up.t0+timesSeen); t++ {
			w.formsOf(t, scope)
		}
	}
	for s := 0; s < 3 && s < int(si); s++ {
		up := w.sents[s]
		scope := scopeLead
		if up.para == 0 {
			scope = scopeTitle
		}
		for t := up.t0; t < up.t1; t++ {
			w.formsOf(t, scope)
		}
	}
	if w.opt.Date != date.None {
		w.addPeriod(periodCand{span: span{date.None, w.opt.Date}, t: -1, form: formNow, scope: scopeNone})
		w.addPeriod(periodCand{span: span{w.opt.Date, w.opt.Date}, t: -1, form: formToday, scope: scopeNone})
	}
}

func (w *work) setPeriod(q, best int) {
	p := &w.pers[best]
	dc := &w.done[q]
	dc.period, dc.ptime, dc.pform = p.span, p.t, p.form
}

func (w *work) featuresOfPeriods(q int) {
	w.c.reset()
	d := &w.document
	dc, qq, qt := &w.done[q], &d.qs[q], d.qtok[q]
	si := d.sent[qt.from]
	sn := d.sents[si]
	ctx := w.ctx[:0]
	put := func(f feature) { ctx = append(ctx, f) }
	uk, kind := hashString(qq.UnitKind), uint32(dc.kind)
	put(feat("p bias"))
	put(feat("p kind").with(kind).with(uk))
	put(feat("p kind1").with(kind))
	put(feat("p w-1").with(d.word(qt.from - 1)))
	put(feat("p s-2").with(d.signature(qt.from - 1)).with(d.signature(qt.from - 2)))
	put(feat("p uk").with(uk))
	put(feat("p unit").with(hashString(qq.Unit)))
	own := trange{w.segStart(qt.from, sn), qt.to}
	var verbs, cues class
	modal := uint32(0)
	for i := own.from; i < own.to; i++ {
		if d.head[i] {
			cues |= d.cls[i] & (cEst | cFore | cGoal)
			verbs |= d.cls[i] & (cState | cUp | cDown | cVerb)
		}
		if d.id(i) == idDaPast {
			modal = 1
		}
	}
	put(feat("p verbs").with(uint32(verbs)).with(modal))
	put(feat("p cues").with(uint32(cues)))
	subj := dc.subject
	if subj.n > 0 {
		put(feat("p subj1").with(d.word(subj.runs[0].from)))
		put(feat("p subj2").with(d.word(subj.runs[0].from)).with(d.word(subj.runs[0].from + 1)))
		last := subj.runs[subj.n-1]
		put(feat("p subjl").with(d.word(last.to - 1)))
	}
	nt := min(sn.t1-sn.t0, 3)
	left := uint32(0)
	for t := sn.t0; t < sn.t1; t++ {
		if d.ttok[t].from < qt.from && d.times[t].Grain != date.Clock {
			left++
		}
	}
	put(feat("p times").with(uint32(nt)).with(min(left, 2)))
	prev := w.factBefore(q)
	psame := uint32(0)
	if prev >= 0 {
		if d.sent[d.qtok[prev].from] == si {
			psame = 2
		} else if d.sents[d.sent[d.qtok[prev].from]].para == sn.para {
			psame = 1
		}
		put(feat("p prev").with(psame).with(uint32(w.done[prev].pform)).with(kind).with(uint32(w.done[prev].kind)))
		put(feat("p prevstat").with(uint32(w.done[prev].status)).with(psame).with(modal))
		put(feat("p prevs").with(psame).with(bit(w.done[prev].subject == dc.subject)).with(kind).with(uint32(w.done[prev].kind)))
		if psame == 2 {
			lv := uint32(0)
			for i := d.qtok[prev].to; i <= qt.from; i++ {
				lv = max(lv, uint32(d.brk[i]))
			}
			put(feat("p prevb").with(lv).with(kind))
		}
	}
	put(feat("p para").with(uint32(min(sn.para, 2))).with(nt0(nt)))
	put(feat("p open").with(bit(d.id(qt.from-1) == idOpen)))
	w.ctx = ctx
	for i := range w.pers {
		p := &w.pers[i]
		p.group = w.c.groupOf(feat("pf").with(uint32(p.form)).with(uint32(p.scope)), ctx)
	}
	live := w.c.hopeful(periodReach)
	firstLeft := slices.IndexFunc(w.pers, func(p periodCand) bool { return p.t >= 0 && p.scope == scopeLeft })
	tf, tfOf, tfScope := w.tfeats[:0], int32(-1), uint8(0)
	year, _, _ := w.opt.Date.YMD()
	for i := range w.pers {
		p := &w.pers[i]
		if live != nil && !live[p.group] {
			w.c.drop()
			continue
		}
		if p.span == w.lastPeriod && p.scope != scopePrev && prev >= 0 {
			w.c.add(feat("p as prev").with(psame).with(uint32(p.scope)))
		}
		if p.form == formCopy {
			w.c.add(feat("p copyform").with(psame).with(uint32(w.done[prev].pform)).with(kind))
		}
		future := uint32(0)
		if p.span != noSpan && w.opt.Date != date.None {
			if p.from > w.opt.Date {
				future = 2
			} else if p.to > w.opt.Date {
				future = 1
			}
			if p.to != date.None {
				y, _, _ := p.to.YMD()
				w.c.add(feat("p year").with(uint32(max(min(y-year, 2), -3) + 8)).with(uint32(p.scope)).with(uint32(cues)))
			}
		}
		w.c.add(feat("p future").with(future).with(uint32(cues)))
		from, to := bit(p.from == date.None), bit(p.to == date.None)
		w.open.add(&w.c, int32(from<<1|to), uint32(q)+1, func() {
			w.c.add(feat("p shape").with(from).with(to).with(kind).with(uk))
			if subj.n > 0 {
				shape := feat("p ssub").with(from).with(to)
				w.c.add(cross(shape, feat("").with(d.word(subj.runs[0].from))))
				w.c.add(cross(shape, feat("").with(d.word(subj.runs[0].from)).with(d.word(subj.runs[0].from+1))))
				w.c.add(cross(shape, feat("l").with(d.word(subj.runs[subj.n-1].to-1))))
			}
		})
		if p.t < 0 {
			w.c.closeIn(p.group)
			continue
		}
		// what a time tells is asked once for all its forms, and counts for each of them too
		if p.t != tfOf || p.scope != tfScope {
			tf, tfOf, tfScope = tf[:0], p.t, p.scope
			t, tt := &d.times[p.t], d.ttok[p.t]
			g := uint32(t.Grain) | bit(t.AsOf)<<5 | bit(t.Until)<<6 | bit(t.Now)<<7 | bit(t.Open)<<8 | bit(t.Relative)<<9 | uint32(t.Edge)<<10 | bit(t.Weak)<<12 | bit(t.Shift != 0)<<13
			add := func(f feature) { tf = append(tf, f) }
			add(feat("pt grain").with(g))
			add(feat("pt grainf").with(g).with(uint32(p.scope)))
			add(feat("pt graink").with(uint32(t.Grain)).with(bit(t.AsOf)).with(kind).with(uk))
			add(feat("pt rule").with(hashString(t.Rule)))
			add(feat("pt w-1").with(d.word(tt.from - 1)).with(uint32(p.scope)))
			add(feat("pt w-2").with(d.word(tt.from - 1)).with(d.word(tt.from - 2)))
			add(feat("pt w+1").with(d.word(tt.to)).with(uint32(p.scope)))
			cmp := d.class(tt.from-1)&cCompare != 0 || d.class(tt.from-2)&cCompare != 0
			add(feat("pt cmp").with(bit(cmp)).with(uint32(p.scope)).with(kind))
			if p.scope == scopeLeft || p.scope == scopeRight {
				a, b := tt.to, qt.from
				if p.scope == scopeRight {
					a, b = qt.to, tt.from
				}
				apart := b - a
				var lv, nq, ntm, verbs uint32
				if b-a > farApart { // what lies between matters no more
					lv, nq, ntm, verbs = uint32(bSemi), 3, 2, 3
					b = a
				}
				for j := a; j < b; j++ {
					lv = max(lv, uint32(d.brk[j]))
					if d.owner[j] > 0 && (j == a || d.owner[j-1] != d.owner[j]) {
						nq++
					}
					if d.owner[j] < 0 && (j == a || d.owner[j-1] != d.owner[j]) {
						ntm++
					}
					if d.head[j] && d.cls[j]&(cState|cUp|cDown) != 0 {
						verbs++
					}
				}
				add(feat("pt lv").with(lv).with(uint32(p.scope)).with(kind))
				add(feat("pt nq").with(min(nq, 3)).with(uint32(p.scope)).with(kind))
				add(feat("pt nt").with(min(ntm, 2)).with(uint32(p.scope)))
				add(feat("pt verbs").with(min(verbs, 3)).with(uint32(p.scope)))
				add(feat("pt dist").with(min(uint32(apart)/3, 8)).with(uint32(p.scope)))
				add(feat("pt near").with(min(uint32(apart), 4)).with(uint32(p.scope)).with(lv).with(bit(cmp)))
				add(feat("pt own").with(bit(p.scope == scopeLeft && tt.from >= own.from)).with(kind))
				add(feat("pt begins").with(bit(tt.from <= sn.from+2)).with(bit(p.scope == scopeLeft)).with(min(nq, 2)).with(min(ntm, 1)))
				// lần lượt: the n-th time to the n-th value
				if d.times[p.t].Listed || p.t+1 < sn.t1 && d.times[p.t+1].Listed {
					add(feat("pt nth").with(bit(int(p.t-sn.t0) == q-int(sn.q0))).with(uint32(p.scope)))
				}
				add(feat("pt paren").with(bit(d.id(tt.from-1) == idOpen)).with(bit(d.id(qt.from-1) == idOpen)).with(uint32(p.scope)))
			} else {
				dist := uint32(min(si-d.sent[tt.from], 5))
				add(feat("pt sents").with(dist).with(uint32(p.scope)))
				add(feat("pt sentsg").with(dist).with(g))
				add(feat("pt begins up").with(bit(tt.from <= d.sents[d.sent[tt.from]].from+2)).with(uint32(p.scope)))
				add(feat("pt last").with(bit(int(p.t) == int(sn.t0)-1)).with(uint32(p.scope)))
			}
		}
		w.c.addBoth(tf, feature(p.form)+17)
		if i == firstLeft {
			w.c.addBoth([]feature{feat("pt firstleft").with(kind)}, feature(p.form)+17)
		}
		w.c.closeIn(p.group)
	}
	w.tfeats = tf
}

// timesSeen is how many times to either side, and before the sentence, are
// thought of.
const timesSeen = 24

// farApart is how many tokens apart a time and a number are strangers.
const farApart = 160

func nt0(n int32) uint32 { return bit(n > 0) }
