package normalize

// restates finds the amount that quantity q says once more in another
// currency, -1 where it does not: `64,6 tỷ nhân dân tệ (9,9 tỷ USD)`, `5 tỷ
// USD, tương đương 125.000 tỷ đồng`. It is about the same thing in every way
// but the value and the unit.
func (w *work) restates(q int) int {
	if q == 0 {
		return -1
	}
	a, b := &w.qs[q-1], &w.qs[q]
	from, to := w.qtok[q-1].to, w.qtok[q].from
	if !isMoney(a.Unit) || !isMoney(b.Unit) || a.Unit == b.Unit || w.sent[from-1] != w.sent[to] || to-from > 5 {
		return -1
	}
	said := false
	for i := from; i < to; i++ {
		switch id := w.id(i); {
		case id == idOpen || sameAs[id]:
			said = true
		case id != idComma:
			return -1
		}
	}
	if !said {
		return -1
	}
	return q - 1
}

// isMoney: the unit is a code of ISO 4217, or money per something.
func isMoney(unit string) bool {
	if len(unit) < 3 || len(unit) > 3 && unit[3] != '/' {
		return false
	}
	for _, c := range unit[:3] {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// sameAs holds the words that say an amount again.
var sameAs = wordSet("tương", "đương", "với", "tức", "là", "hay", "hoặc", "quy", "đổi", "ra",
	"or", "equivalent", "to", "about", "around", "roughly", "approximately")
