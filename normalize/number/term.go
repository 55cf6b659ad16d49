package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// term is one number with its scale, before its unit is known.
type term struct {
	i, j     int // tokens, half open; a sign belongs to it
	digits   string
	num      numeral
	value    decimal.Decimal
	total    decimal.Decimal
	extra    decimal.Decimal // what a compound adds: the 500 triệu of `2 tỷ 500 triệu`
	hasTotal bool
	words    bool
	more     bool // N more X: an increase
	clock    bool // the hour of a day
	halves   bool // one of two: a noun behind it is what is halved, not counted
	shorten  int  // tokens of the unit that its quote leaves out: the dầu of thùng dầu
	fixed    bool // the value stands already: a fraction, a duration in two units
	neg      bool
	scaled   bool
	order    bool
	suffix   bool  // the scale is a letter glued to the digits
	scaleExp int32 // power of ten of all scale words together
	rules    ruleSet
	doubt    float32 // taken from the confidence
}

func (r *reader) id(j int) token.ID {
	if j < 0 || j >= len(r.toks) {
		return 0
	}
	return r.toks[j].ID
}

// isNumber: token j is digits, on the line of the one before it.
func (r *reader) isNumber(j int) bool {
	return j >= 0 && j < len(r.toks) && r.toks[j].Kind == token.Number && (j == r.first || r.toks[j].Flag&token.Line == 0)
}

func (r *reader) isWord(j int) bool {
	return j >= 0 && j < len(r.toks) && r.toks[j].Kind == token.Word && r.toks[j].Flag&token.Line == 0
}

// glued: token j follows the one before without a gap.
func (r *reader) glued(j int) bool {
	return j > 0 && j < len(r.toks) && r.toks[j].Flag&token.Space == 0
}

// spaced: a gap stands before token j, but no line end.
func (r *reader) spaced(j int) bool {
	return j > 0 && j < len(r.toks) && r.toks[j].Flag&(token.Space|token.Line) == token.Space
}

func (r *reader) str(j int) string { return r.toks[j].Text(r.text) }

// alone: tokens i to j are all of the text but punctuation around them.
func (r *reader) alone(i, j int) bool {
	if j < len(r.toks)-2 || i > 2 {
		return false
	}
	for k := range r.toks {
		if (k < i || k >= j) && (r.toks[k].Kind != token.Mark) {
			return false
		}
	}
	return true
}

func isDash(id token.ID) bool {
	return id != 0 && (id == idHyphen || id == idEn || id == idEm || id == idMinus)
}

// inDigits reads a numeral in digits at token i (its sign, if any, one before) and
// the scale words after it. skip, where ok is false, is the token to go on at.
func (r *reader) inDigits(i int) (t term, ok bool, skip int) {
	r.first = i
	tok := r.toks[i]
	t = term{i: i, j: i + 1, digits: tok.Text(r.text), rules: ruleSet(0).with(rDigits)}
	t.num = shapeOf(t.digits)
	if t.num.shape == noNumeral {
		return t, false, r.skipName(i + 1)
	}
	if len(t.digits) > 40 {
		return t, false, i + 1
	}
	// Groups of three parted by spaces.
	if t.num.shape == plainInt && t.num.digits <= 3 && !t.num.zero {
		k := t.j
		for r.isNumber(k) && r.spaced(k) && r.toks[k].Start-r.toks[k-1].End <= 3 && k-i < 6 {
			n := shapeOf(r.str(k))
			if n.digits != 3 || n.shape != plainInt && (n.shape != fraction && n.shape != eitherComma && n.shape != eitherDot) {
				break
			}
			k++
			if n.shape != plainInt {
				break
			}
		}
		if k > t.j && r.labelBefore(i) == noLabel {
			t.digits = r.text[tok.Start:r.toks[k-1].End]
			last := shapeOf(r.str(k - 1))
			t.num = numeral{shape: plainInt, digits: 4}
			if last.shape != plainInt {
				t.num.shape, t.num.places = fraction, last.places
			}
			t.j = k
			t.rules = t.rules.with(rSpaces)
		}
	}
	r.scale(&t)
	// 3 and a half
	if k := t.j; r.en && !t.scaled && t.num.shape == plainInt && r.id(k) == idAnd && r.id(k+1) == idA && r.id(k+2) == idHalfWord && r.isWord(k) {
		t.extra = decimal.New(5, -1)
		t.rules = t.rules.with(rHalf)
		t.j = k + 3
	}
	return t, true, t.j
}

// scale reads the scale words after a numeral in digits.
func (r *reader) scale(t *term) {
	j := t.j
	if j >= len(r.toks) {
		return
	}
	// 2 tỷ; 12.900 nghìn tỷ; 450k; 1tr5
	if r.glued(j) && r.toks[j].Kind == token.Word {
		w := r.str(j)
		if exp, ok := suffixScales[w]; ok && r.suffixed(t, j, w) {
			t.scaleExp, t.scaled, t.suffix = exp, true, true
			t.rules = t.rules.with(rScale)
			j++
			// 1k5
			j = r.compound(t, j)
			t.j = j
			return
		}
		if r.str(j) == "t" && t.num.shape == plainInt {
			// 2t3 is 2,3 tỷ; 1t alone is tỷ where nothing else stands (informal), else tấn.
			if r.glued(j+1) && r.toks[j+1].Kind == token.Number || r.loneT() {
				t.scaleExp, t.scaled, t.suffix = 9, true, true
				t.rules = t.rules.with(rScale)
				t.doubt += 0.2
				t.j = r.compound(t, j+1)
				return
			}
		}
	}
	for n := 0; n < 4; n++ {
		s, ok := r.scaleAt(j)
		if !ok {
			break
		}
		if t.scaled && s < 9 && (t.scaleExp < 1 || t.scaleExp >= int32(s)) {
			break
		}
		if t.scaleExp+int32(s) > 40 {
			break
		}
		t.scaleExp += int32(s)
		t.scaled = true
		t.rules = t.rules.with(rScale)
		j++
	}
	if t.scaled {
		j = r.compound(t, j)
	}
	t.j = j
}

// scaleAt returns the power of ten of the scale word at j.
func (r *reader) scaleAt(j int) (int8, bool) {
	if !r.isWord(j) {
		return 0, false
	}
	id := r.toks[j].ID
	if int(id) >= maxID || scales[id] == 0 {
		return 0, false
	}
	s := scales[id]
	if s > 3 && r.isWord(j+1) && afterScale[r.id(j+1)] && r.id(j+1) != 0 {
		return 0, false
	}
	if s <= 2 { // chục, trăm
		return s, s == 2 || !r.en
	}
	if r.toks[j].Has(token.Upper) && !r.toks[j].Has(token.Caps) && !r.glued(j) && id != 0 && r.properAfter(j) {
		return 0, false // `10 Triệu Phong`
	}
	return s, true
}

// properAfter: the word at j and the one after begin with capitals: a name.
func (r *reader) properAfter(j int) bool {
	return r.isWord(j+1) && r.toks[j+1].Has(token.Upper) && !r.toks[j+1].Has(token.Caps)
}

// suffixed decides whether a single glued letter is a scale and no unit or label.
func (r *reader) suffixed(t *term, j int, w string) bool {
	next := j + 1
	if r.glued(next) && (r.toks[next].Kind == token.Word || r.toks[next].Kind == token.Number && w != "k") { // 5T23
		return false
	}
	switch w {
	case "m":
		return r.prefixed || r.currency(next)
	case "G": // 5G is a network; ,0012G is giga
		return t.num.shape == fraction && t.num.places > 2
	case "K":
		// 4K is a screen, 10K a count
		return !(t.num.shape == plainInt && t.num.digits == 1 && (t.digits == "2" || t.digits == "4" || t.digits == "8") && !r.currency(next))
	case "T", "M":
		return t.num.shape != plainInt || r.prefixed || r.currency(next) || r.en || w == "M" && t.num.digits > 1 || r.alone(t.i, next)
	case "B":
		return t.num.shape != plainInt || r.prefixed || r.en || r.currency(next) || r.id(t.i-1) == idTilde
	}
	return true
}

func (r *reader) currency(j int) bool {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return false
	}
	e, n := units.Match(r.toks, j)
	return n > 0 && e.kind == kindCurrency
}

// loneT: the text is nothing but numerals, letters t and connectors.
func (r *reader) loneT() bool {
	if r.en || len(r.toks) > 8 {
		return false
	}
	for _, t := range r.toks {
		if t.Kind == token.Word && t.ID != idT && t.ID != idDen && t.ID != idToi {
			return false
		}
	}
	return true
}

// compound reads the smaller part after a scale: `2 tỷ 500 triệu`, `1tr5`, `1 tỷ 2`, `3 triệu rưỡi`.
func (r *reader) compound(t *term, j int) int {
	last := t.scaleExp
	add := func(d decimal.Decimal, rule ruleID) {
		if v, err := t.extra.Add(d); err == nil {
			t.extra = v
			t.rules = t.rules.with(rule)
		}
	}
	if r.isWord(j) && (r.id(j) == idRuoi || words[r.id(j)].kind == wRuoi) {
		add(decimal.New(5, last-1), rRuoi)
		return j + 1
	}
	// 1tr5, 2t3, 1tr250: the digits go on below the scale.
	if r.glued(j) && r.toks[j].Kind == token.Number && t.num.shape == plainInt {
		n := shapeOf(r.str(j))
		if n.shape == plainInt && n.digits <= 3 && last >= 3 {
			v, ok := valueOf(r.str(j), 0)
			end, shift := j+1, last-int32(n.digits)
			if r.id(end) == idK && r.glued(end) && last > 3 { // 1tr250k
				end, shift = j+2, 3
			}
			if d, err := v.Shift(shift); ok && err == nil {
				add(d, rCompound)
				return end
			}
		}
		return j
	}
	for n := 0; n < 4; n++ {
		if !r.isNumber(j) || !r.spaced(j) {
			break
		}
		num := shapeOf(r.str(j))
		if num.shape == noNumeral || num.digits > 3 || num.zero {
			break
		}
		k, exp := j+1, int32(0)
		for {
			s, ok := r.scaleAt(k)
			if !ok {
				break
			}
			exp += int32(s)
			k++
		}
		if exp == 0 {
			// `1 tỷ 2`, `3 tỷ 500` where nothing counted follows
			if num.shape == plainInt && (num.digits == 1 || num.digits == 3) && t.num.shape == plainInt && r.endsPhrase(k) && last >= 6 {
				if v, ok := valueOf(r.str(j), 0); ok {
					d, _ := v.Shift(last - int32(num.digits))
					add(d, rCompound)
					t.doubt += 0.2
					return k
				}
			}
			break
		}
		if exp >= last || t.num.shape == fraction {
			break
		}
		groups := num.shape == grouped
		places := num.places
		if groups {
			places = 0
		}
		v, ok := valueOf(r.str(j), places)
		if !ok {
			break
		}
		d, err := v.Shift(exp)
		if err != nil {
			break
		}
		add(d, rCompound)
		last, j = exp, k
	}
	return j
}

// endsPhrase: nothing that could be counted follows.
func (r *reader) endsPhrase(j int) bool {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return true
	}
	if r.toks[j].Kind == token.Mark {
		return r.id(j) != idPct && r.id(j) != idSlash && !(isDash(r.id(j)) && r.isNumber(j+1)) && !r.currency(j)
	}
	return r.currency(j)
}

// settle fixes the value of a numeral in digits once its unit is known.
func (r *reader) settle(t *term, u unit) bool {
	if t.words || t.order || t.fixed {
		return true
	}
	places := 0
	switch t.num.shape {
	case fraction:
		places = t.num.places
	case eitherDot, eitherComma:
		groups, sure := r.isGroups(t.num, u, t.scaled)
		if !groups {
			places = t.num.places
		}
		t.rules = t.rules.with(rSeparator)
		if !sure {
			t.doubt += 0.15
		}
	}
	v, ok := valueOf(t.digits, places)
	if !ok {
		return false
	}
	v, err := v.Shift(t.scaleExp)
	if err != nil {
		return false
	}
	if !t.extra.IsZero() {
		if v, err = v.Add(t.extra); err != nil {
			return false
		}
	}
	if t.neg {
		v = v.Neg()
	}
	t.value = v
	return true
}

// raw is the mantissa as printed, for comparing the ends of a range.
func (r *reader) raw(t *term, u unit, scaled bool) decimal.Decimal {
	if t.words || t.order || t.fixed {
		d, _ := t.value.Shift(-t.scaleExp)
		return d
	}
	places := 0
	switch t.num.shape {
	case fraction:
		places = t.num.places
	case eitherDot, eitherComma:
		if g, _ := r.isGroups(t.num, u, scaled); !g {
			places = t.num.places
		}
	}
	v, _ := valueOf(t.digits, places)
	return v
}
