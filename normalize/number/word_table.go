package number

// The words that make numerals, each once. A numeral in words is read by
// words.go (Vietnamese) and english.go from nothing but these tables.

type wordKind uint8

const (
	notNumeral   wordKind = iota
	wDigit                // không … chín: a digit that may stand alone
	wTail                 // mốt, tư, lăm: a digit that only follows another number word
	wTen                  // mười
	wTens                 // mươi: ten times the digit before it
	wDozens               // chục: the same, and a word of its own (một chục)
	wHundred              // trăm
	wScale                // nghìn, triệu, tỷ: exp is the power of ten
	wLinh                 // linh, lẻ: nothing in the tens' place
	wRuoi                 // rưỡi: and a half of what stands before
	wPoint                // phẩy
	wPart                 // phần, of a fraction
	wMinus                // âm, trừ
	wHalf                 // nửa
	wTeen                 // eleven … nineteen
	wTy                   // twenty … ninety
	wAnd                  // and, inside an English numeral
	wArticle              // a, an, before hundred, dozen, half
	wDozen                // tá, dozen
	wDenominator          // third, quarter, fifths: n of them
)

type wordLine struct {
	kind  wordKind
	n     int64 // the digit, or the power of ten of a scale
	names string
}

var vietnameseWords = []wordLine{
	{wDigit, 0, "không"}, {wDigit, 1, "một"}, {wDigit, 2, "hai"}, {wDigit, 3, "ba"}, {wDigit, 4, "bốn"}, {wDigit, 5, "năm"},
	{wDigit, 6, "sáu"}, {wDigit, 7, "bảy|bẩy"}, {wDigit, 8, "tám"}, {wDigit, 9, "chín"},
	{wTail, 1, "mốt"}, {wTail, 4, "tư"}, {wTail, 5, "lăm|nhăm"},
	{wTen, 10, "mười"}, {wTens, 10, "mươi"}, {wDozens, 10, "chục"}, {wHundred, 100, "trăm"},
	{wScale, 3, "nghìn|ngàn"}, {wScale, 4, "vạn"}, {wScale, 6, "triệu"}, {wScale, 9, "tỷ|tỉ"},
	{wLinh, 0, "linh|lẻ|lẽ"}, {wRuoi, 0, "rưỡi|rưởi"}, {wPoint, 0, "phẩy|phảy|chấm"}, {wPart, 0, "phần"},
	{wMinus, 0, "âm|trừ"}, {wHalf, 0, "nửa"}, {wDozen, 12, "tá"},
}

var englishWords = []wordLine{
	{wDigit, 0, "zero"}, {wDigit, 1, "one"}, {wDigit, 2, "two"}, {wDigit, 3, "three"}, {wDigit, 4, "four"}, {wDigit, 5, "five"},
	{wDigit, 6, "six"}, {wDigit, 7, "seven"}, {wDigit, 8, "eight"}, {wDigit, 9, "nine"},
	{wTeen, 10, "ten"}, {wTeen, 11, "eleven"}, {wTeen, 12, "twelve"}, {wTeen, 13, "thirteen"}, {wTeen, 14, "fourteen"}, {wTeen, 15, "fifteen"},
	{wTeen, 16, "sixteen"}, {wTeen, 17, "seventeen"}, {wTeen, 18, "eighteen"}, {wTeen, 19, "nineteen"},
	{wTy, 20, "twenty"}, {wTy, 30, "thirty"}, {wTy, 40, "forty"}, {wTy, 50, "fifty"}, {wTy, 60, "sixty"}, {wTy, 70, "seventy"}, {wTy, 80, "eighty"}, {wTy, 90, "ninety"},
	{wHundred, 100, "hundred"}, {wScale, 3, "thousand"}, {wScale, 6, "million"}, {wScale, 9, "billion"}, {wScale, 12, "trillion"}, {wScale, 15, "quadrillion"},
	{wAnd, 0, "and"}, {wArticle, 1, "a|an"}, {wHalf, 0, "half"}, {wDozen, 12, "dozen"}, {wPoint, 0, "point"}, {wMinus, 0, "minus|negative"},
	{wDenominator, 2, "halves"}, {wDenominator, 3, "third|thirds"}, {wDenominator, 4, "quarter|quarters"}, {wDenominator, 5, "fifth|fifths"},
	{wDenominator, 6, "sixth|sixths"}, {wDenominator, 7, "seventh|sevenths"}, {wDenominator, 8, "eighth|eighths"}, {wDenominator, 9, "ninth|ninths"}, {wDenominator, 10, "tenth|tenths"},
}

// digitScales are the scale words after a numeral in digits, in both
// languages; chains of them multiply (`nghìn tỷ`).
var digitScales = []wordLine{
	{wScale, 1, "chục"}, {wScale, 2, "trăm|hundred"}, {wScale, 3, "nghìn|ngàn|thousand"}, {wScale, 4, "vạn"},
	{wScale, 6, "triệu|tr|million|millions|mln|mn|mil"}, {wScale, 9, "tỷ|tỉ|ty|billion|billions|bn|bln"},
	{wScale, 12, "trillion|trillions|trn|tn"}, {wScale, 15, "quadrillion"},
}

// notAfterScale are the words that make a noun of a scale: tỷ lệ, tỷ trọng, tỷ phú, triệu chứng.
const notAfterScale = "lệ|trọng|phú|giá|suất|phần|số|chứng|tập|hồi|tử"

// suffixScales are single letters glued to their digits, in this very case:
// `450k`, `$2.174T`, `~7.9B`.
var suffixScales = map[string]int32{"m": 6, "k": 3, "K": 3, "M": 6, "B": 9, "T": 12, "G": 9}

// ordinals in words after `thứ`, beside the numerals themselves.
var ordinalWords = []wordLine{
	{wDigit, 1, "nhất"}, {wDigit, 2, "nhì"}, {wDigit, 4, "tư"},
}

// englishOrdinals stand alone: `the third largest`, `ranking first`.
var englishOrdinals = []wordLine{
	{wDigit, 1, "first"}, {wDigit, 2, "second"}, {wDigit, 3, "third"}, {wDigit, 4, "fourth"}, {wDigit, 5, "fifth"}, {wDigit, 6, "sixth"},
	{wDigit, 7, "seventh"}, {wDigit, 8, "eighth"}, {wDigit, 9, "ninth"}, {wDigit, 10, "tenth"},
}
