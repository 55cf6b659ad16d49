package number

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

// ruleID names a rule inside the package; rule sets are bits.
type ruleID uint8

const (
	rDigits ruleID = iota
	rSpaces
	rSeparator
	rSign
	rScale
	rCompound
	rRuoi
	rWords
	rEnglish
	rFraction
	rMixed
	rOf
	rOrder
	rHalf
	rCurrencyBefore
	rUnit
	rSquared
	rRate
	rNoun
	rJoined
	rNounUnknown
	rSubunit
	rDuration
	rRange
	rSharedScale
	rSharedUnit
	rPlusMinus
	rComparator
	rNounElsewhere
	rImplied
	rUpward
	rLimit
	rChange
	rMultiple
	rRank
	rOrdinal
	rRoman
	nRules
)

// Rule is a rule's name and what it does, for `solieu explain`.
type Rule struct{ Name, About string }

// Rules lists all rules in the order they are tried on a number.
var Rules = [nRules]Rule{
	rDigits:         {"digits", "a numeral in digits, its points and commas told apart by their shape"},
	rSpaces:         {"spaces", "groups of three digits parted by spaces: 12 900"},
	rSeparator:      {"separator", "a point or comma that could be either, decided by unit, language and the text's habit: 1,276 tỷ"},
	rSign:           {"sign", "a minus before the number: -3, −3, âm ba"},
	rScale:          {"scale", "a scale after the number multiplies it: nghìn, triệu, tỷ, 450k, million"},
	rCompound:       {"compound", "a smaller part after a scale: 2 tỷ 500 triệu, 1tr5"},
	rRuoi:           {"rưỡi", "and a half of the scale or unit before: 3 triệu rưỡi"},
	rWords:          {"words", "a Vietnamese numeral in words: hai mươi lăm nghìn"},
	rEnglish:        {"english-words", "an English numeral in words: twenty-one"},
	rFraction:       {"fraction", "a part of a whole: 41/53, hai phần ba"},
	rMixed:          {"mixed", "a whole number and a fraction: 23 1/5"},
	rOf:             {"of", "a part of a number of things: 6 trên tổng số 7, 1 trong 4"},
	rOrder:          {"order", "an order of magnitude: hàng chục tỷ, vài trăm"},
	rHalf:           {"half", "nửa, một nửa, half"},
	rCurrencyBefore: {"currency-before", "a currency before its number: $5, VND 97,000 billion"},
	rUnit:           {"unit", "a unit of the unit table follows: USD, %, km2, tấn"},
	rSquared:        {"power", "a 2 or 3 behind a length makes an area or volume: m2, cm3"},
	rRate:           {"rate", "a unit for each of another: USD/tấn, %/năm, mỗi ngày"},
	rNoun:           {"noun", "a counted noun of the noun table follows: hồ sơ, cuộc tấn công"},
	rJoined:         {"joined", "nouns counted together: bộ, ngành; tỉnh/thành phố"},
	rNounUnknown:    {"noun-guess", "a word that no table knows stands where the counted noun stands"},
	rSubunit:        {"subunit", "hundredths of a currency follow: hai đô la năm mươi xu"},
	rDuration:       {"duration", "a duration in two units is one in the smaller: 5 phút 30 giây"},
	rRange:          {"range", "two ends of one range: từ 15 đến 20 tỷ, 20 - 25%"},
	rSharedScale:    {"shared-scale", "a scale said once for both ends: 15 đến 20 tỷ"},
	rSharedUnit:     {"shared-unit", "a unit said once for a range or list: 45 và 50 mg"},
	rPlusMinus:      {"plus-minus", "a value with its tolerance: 5 ± 0,2 mm"},
	rComparator:     {"comparator", "a bound before the number: gần, hơn, khoảng, tối thiểu, at least"},
	rNounElsewhere:  {"noun-elsewhere", "the counted noun stands before the number: số doanh nghiệp … là 103"},
	rImplied:        {"implied-money", "a bare tỷ in Vietnamese is đồng where nothing else is counted: trị giá 13 tỷ"},
	rUpward:         {"upward", "a bound after the number: trở lên, trở xuống, or more"},
	rLimit:          {"limit", "the ceiling of a penalty or grant: phạt đến 30 triệu đồng"},
	rChange:         {"change", "a word of rise or fall right before gives kind and sign: giảm 10,1%"},
	rMultiple:       {"multiple", "times another thing: gấp 3 lần, gấp đôi"},
	rRank:           {"rank", "a place in an order: xếp thứ 11, top 30, nhóm 30 nước dẫn đầu"},
	rOrdinal:        {"ordinal", "a number that tells things apart: lần thứ 8, thế kỷ XXI"},
	rRoman:          {"roman", "a Roman numeral where one counts: thế kỷ XXI"},
}

// Describe returns what the rule of that name does, "" for no rule.
func Describe(name string) string {
	for _, r := range Rules {
		if r.Name == name {
			return r.About
		}
	}
	return ""
}

type ruleSet uint64

func (s ruleSet) with(id ruleID) ruleSet { return s | 1<<id }
func (s ruleSet) has(id ruleID) bool     { return s&(1<<id) != 0 }

// ruleNames keeps one slice a set of rules that ever occurred: a few hundred.
var ruleNames struct {
	sync.Mutex
	m atomic.Pointer[map[ruleSet][]string]
}

func (s ruleSet) names() []string {
	if m := ruleNames.m.Load(); m != nil {
		if n, ok := (*m)[s]; ok {
			return n
		}
	}
	ruleNames.Lock()
	defer ruleNames.Unlock()
	old := ruleNames.m.Load()
	m := map[ruleSet][]string{}
	if old != nil {
		if n, ok := (*old)[s]; ok {
			return n
		}
		for k, v := range *old {
			m[k] = v
		}
	}
	var names []string
	for rest := s; rest != 0; rest &= rest - 1 {
		names = append(names, Rules[bits.TrailingZeros64(uint64(rest))].Name)
	}
	m[s] = names
	ruleNames.m.Store(&m)
	return names
}
