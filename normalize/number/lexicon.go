package number

import (
	"strings"

	"solieu/normalize/token"
)

// The tables, as the reader asks for them: by the ID of a word, or by phrase.
// All is built when the program starts and only read from then on.

// maxID is more than the vocabulary can hold.
const maxID = 1 << 14

// lead says what may begin at a word.
type lead uint16

const (
	leadNumeral    lead = 1 << iota // a Vietnamese numeral in words
	leadEnglish                     // an English one
	leadComparator                  // a comparator phrase
	leadCurrency                    // a currency written before its number
	leadOrder                       // hàng, vài, dozens
	leadRank                        // thứ, top, nhóm, hạng
	leadMultiple                    // gấp
	leadPoint                       // a bare decimal point: ,77
	leadFrom                        // từ, of `từ … trở lên`
	leadStop                        // a word that no counted noun begins with
	leadAdverb                      // between a change word and its number
)

var (
	leads   [maxID]lead
	words   [maxID]wordLine // Vietnamese numerals; kind notNumeral elsewhere
	enWords [maxID]wordLine
	scales  [maxID]int8 // power of ten of a scale word behind digits, 0 for none
	dateIDs [maxID]string
)

// unitEntry is what the unit trie holds.
type unitEntry struct {
	code   string
	kind   unitKind
	folded string // the folded symbol where exact has a say
}

// nounEntry is what the noun trie holds.
type nounEntry struct {
	code   string // in braces
	topic  uint8  // of nouns that join, 0 else
	people bool
}

var (
	units       = token.NewPhrases[unitEntry]()
	nouns       = token.NewPhrases[nounEntry]()
	comparators = token.NewPhrases[Comparator]()
	prefixes    = token.NewPhrases[string]()
	labels      = token.NewPhrases[labelKind]()
	suffixes    = token.NewPhrases[Comparator]()
	changes     = token.NewPhrases[changeKind]()
	limitVerbs  = token.NewPhrases[bool]()
	tenorWords  = token.NewPhrases[bool]()
	specs       = token.NewPhrases[bool]()
	reaching    = token.NewPhrases[bool]()
	gapWords    = map[token.ID]bool{}
	sizeWords   = map[token.ID]bool{}
	subunitIDs  = map[token.ID]bool{}
	plainWords  = map[token.ID]bool{} // English words in s that are no plurals
)

type labelKind uint8

const (
	noLabel labelKind = iota
	hardLabel
	softLabel
	groupLabel // names or holds what follows: lớp 3, lớp 40 học sinh
	listLabel  // the next of a list of names or times: names where nothing counted follows
	scoreLabel
	clearLabel // ends in a label word and is none
)

type changeKind uint8

const (
	noChange changeKind = iota
	up
	down
)

func id(word string) token.ID { return token.Intern(word) }

var (
	idDot      = id(".")
	idComma    = id(",")
	idHyphen   = id("-")
	idMinus    = id("−")
	idEn       = id("–")
	idEm       = id("—")
	idTilde    = id("~")
	idSlash    = id("/")
	idColon    = id(":")
	idPlus     = id("+")
	idPM       = id("±")
	idLeft     = id("(")
	idRight    = id(")")
	idPct      = id("%")
	idHash     = id("#")
	idAt       = id("@")
	idUnder    = id("_")
	idEquals   = id("=")
	idAmp      = id("&")
	idCaret    = id("^")
	idX        = id("x")
	idTimes    = id("×")
	idStar     = id("*")
	idHalfMark = id("½")
	idSemi     = id(";")

	idVa        = id("và")
	idAnd       = id("and")
	idHay       = id("hay")
	idHoac      = id("hoặc")
	idOr        = id("or")
	idDen       = id("đến")
	idToi       = id("tới")
	idTo        = id("to")
	idTu        = id("từ")
	idFrom      = id("from")
	idGiua      = id("giữa")
	idBetw      = id("between")
	idCho       = id("cho")
	idLen       = id("lên")
	idXuong     = id("xuống")
	idTren      = id("trên")
	idTrong     = id("trong")
	idDuoi      = id("dưới")
	idTong      = id("tổng")
	idConNoun   = id("con")
	idSo        = id("số")
	idOf        = id("of")
	idIn        = id("in")
	idOut       = id("out")
	idChia      = id("chia")
	idMoi       = id("mỗi")
	idMot       = id("một")
	idHang      = id("hàng")
	idHangEvery = id("hằng")
	idPer       = id("per")
	idA         = id("a")
	idAn        = id("an")
	idEach      = id("each")
	idEvery     = id("every")
	idNam       = id("năm")
	idGap       = id("gấp")
	idDoi       = id("đôi")
	idThu       = id("thứ")
	idTop       = id("top")
	idNhom      = id("nhóm")
	idMeasures  = id("đo")
	idRule      = id("thước")
	idHangRank  = id("hạng")
	idNhat      = id("nhất")
	idHon       = id("hơn")
	idThan      = id("than")
	idT         = id("t")
	idK         = id("k")
	idDau       = id("đầu")
	idTien      = id("tiên")
	idRuoi      = id("rưỡi")
	idNuaMore   = id("nữa")
	idDan       = id("dẫn")
	idThe       = id("thế")
	idKy        = id("kỷ")
	idVi        = id("vị")
	idTri       = id("trí")
	idThung     = id("thùng")
	idDauOil    = id("dầu")
	idH         = id("h")
	idMore      = id("more")
	idOther     = id("other")
	idHalfWord  = id("half")
	idLan       = id("lần")
	idMay       = id("mấy")
)

var (
	orderEnglish = map[token.ID]int32{id("dozens"): 1, id("tens"): 1, id("hundreds"): 2, id("thousands"): 3, id("millions"): 6, id("billions"): 9, id("trillions"): 12}
	rankBefore   = ids("xếp|đứng|hạng|cao|thấp|lớn|lên|xuống|ở|giữ|giành|nhiều|mạnh|tốt|đông|rộng|dài|giàu")
	rankEnglish  = ids("ranking|ranked|rank|ranks|placed|place|finished")
)

// ids interns a list of words parted by |, of one token each.
func ids(list string) map[token.ID]bool {
	m := map[token.ID]bool{}
	for _, w := range strings.Split(list, "|") {
		words := token.Words(w)
		if len(words) != 1 {
			panic("number: not one word: " + w)
		}
		m[words[0]] = true
	}
	return m
}

// each calls f with every phrase of a list parted by |.
func each(list string, f func(phrase string)) {
	for _, w := range strings.Split(list, "|") {
		f(w)
	}
}

// mark sets what may begin at the first word of every phrase of a list.
func mark(list string, l lead) {
	each(list, func(w string) { leads[token.Words(w)[0]] |= l })
}

func init() {
	for _, l := range vietnameseWords {
		each(l.names, func(w string) { words[id(w)] = l })
		switch l.kind {
		case wDigit, wTen, wHundred, wScale, wMinus, wHalf, wDozens:
			mark(l.names, leadNumeral)
		}
	}
	for _, l := range englishWords {
		each(l.names, func(w string) { enWords[id(w)] = l })
		switch l.kind {
		case wDigit, wTeen, wTy, wArticle, wHalf, wMinus:
			mark(l.names, leadEnglish)
		}
	}
	for _, l := range digitScales {
		each(l.names, func(w string) { scales[id(w)] = int8(l.n) })
	}
	for _, l := range unitTable {
		each(l.names, func(w string) {
			e := unitEntry{code: l.code, kind: l.kind}
			if f := token.Fold(w); exact[f] != nil {
				e.folded = f
			}
			units.Add(w, e)
		})
	}
	for _, l := range dateUnits {
		each(l.names, func(w string) { dateIDs[token.Words(w)[0]] = l.code })
	}
	for i, l := range nounTable {
		topic := uint8(0)
		if l.join {
			topic = uint8(max(i, 1)) // bộ, ngành, địa phương: the first two lines go together
		}
		each(l.names, func(w string) { nouns.Add(w, nounEntry{"{" + w + "}", topic, l.topic == "people"}) })
	}
	each(nounLike, func(w string) { nouns.Add(w, nounEntry{}) })
	for _, l := range comparatorTable {
		each(l.names, func(w string) { comparators.Add(w, l.c) })
		mark(l.names, leadComparator)
	}
	each(currencyPrefixes, func(w string) {
		code := prefixCodes[w]
		if code == "" {
			e, _ := units.Match(token.Scan(nil, w), 0)
			code = e.code
		}
		if code == "" {
			panic("number: no such currency: " + w)
		}
		prefixes.Add(w, code)
	})
	mark(currencyPrefixes, leadCurrency)
	each(hardLabels, func(w string) { labels.Add(w, hardLabel) })
	each(softLabels, func(w string) { labels.Add(w, softLabel) })
	each(groupLabels, func(w string) { labels.Add(w, groupLabel) })
	each(tenors, func(w string) { tenorWords.Add(w, true) })
	each(specifications, func(w string) { specs.Add(w, true) })
	each(scoreLabels, func(w string) { labels.Add(w, scoreLabel) })
	each(notLabels, func(w string) { labels.Add(w, clearLabel) })
	each(upward, func(w string) { suffixes.Add(w, AtLeast) })
	each(downward, func(w string) { suffixes.Add(w, AtMost) })
	each(limits, func(w string) { limitVerbs.Add(w, true) })
	each(grants, func(w string) { limitVerbs.Add(w, false) })
	each(reached, func(w string) { reaching.Add(w, true) })
	each(gaps, func(w string) { gapWords[id(w)] = true })
	each(sizes, func(w string) { sizeWords[id(w)] = true })
	each(subunits, func(w string) { subunitIDs[token.Words(w)[0]] = true })
	each(notNouns, func(w string) {
		if w := token.Words(w); len(w) == 1 {
			leads[w[0]] |= leadStop
		}
	})
	each(notPlurals, func(w string) { plainWords[id(w)] = true })
	each(upWords, func(w string) { changes.Add(w, up) })
	each(downWords, func(w string) { changes.Add(w, down) })
	mark(changeAdverbs, leadAdverb)
	mark("hàng|vài|cả|dăm|đôi", leadOrder)
	for i := range orderEnglish {
		leads[i] |= leadOrder
	}
	mark("thứ|top|nhóm|hạng|thế|số|đầu|vị|ranking|ranked", leadRank)
	mark("gấp|twice|double|triple|doubled|tripled|quadrupled|doubling", leadMultiple)
	mark(",|.", leadPoint)
	mark("từ", leadFrom)
	leads[idHalfMark] |= leadNumeral
}
