// Package sense tells what words mean, as far as a reader of figures must know:
// that `sải cánh` is an extent and `tổng mức đầu tư` a measure of money, `ngư
// dân` are people, `Đắk Nông` is a place, and `khánh thành` is a verb. What is
// learned of one word then holds for its kind, of rare words too.
//
// The words stand in senses.txt, by section; they are added there.
package sense

import (
	_ "embed"
	"fmt"
	"iter"
	"strings"

	"solieu/normalize/token"
)

// Sense is the kind of thing that a word means; 0 is none that is known.
type Sense uint8

// The senses of the table, named as its sections are.
const (
	None       Sense = iota
	Money            // measures of money: doanh thu, giá, dư nợ
	Rate             // rates, shares, indices: lãi suất, tỷ trọng
	Amount           // amounts, counts, volumes: sản lượng, dân số
	Extent           // lengths, sizes, durations, degrees: sải cánh, tuổi thọ
	People           // giáo viên, hộ nghèo
	Body             // firms, offices, teams: ngân hàng, Vingroup
	Place            // tỉnh, Hà Nội
	Goods            // goods, materials, crops, animals: gạo, thép
	Security         // securities, currencies, exchanges: trái phiếu, USD
	Thing            // things built or made, vehicles, facilities: cầu, bệnh viện
	Project          // projects, programmes, funds: gói thầu
	Document         // documents, laws: nghị định
	Event            // events, cases, diseases: vụ cháy
	Activity         // activities, sectors: xuất khẩu, du lịch
	Time             // quý, giai đoạn
	Unit             // units, counters: tấn, lượt
	Abstract         // other nouns: chính sách
	State            // to be, have, reach: đạt, gồm
	Change           // to rise, fall: tăng, sụt giảm
	Saying           // to say, plan, estimate: cho biết, dự kiến
	Verb             // other verbs: khánh thành
	Quality          // adjectives, adverbs: lớn, nhanh
	Quantifier       // how many, how much of: các, mỗi, gần
	Function         // prepositions, conjunctions, pronouns, particles
	Name             // a capital, of a word that no section has or that is a name's
	Mark             // a mark of punctuation
	Numeral
	Count // how many senses there are
)

var sections = map[string]Sense{
	"money": Money, "rate": Rate, "amount": Amount, "extent": Extent, "people": People, "body": Body, "place": Place,
	"goods": Goods, "security": Security, "thing": Thing, "project": Project, "document": Document, "event": Event,
	"activity": Activity, "time": Time, "unit": Unit, "abstract": Abstract, "state": State,
	"change": Change, "saying": Saying, "verb": Verb, "quality": Quality, "quantifier": Quantifier, "function": Function,
}

// Measure: the word names something that has a figure for its value.
func (s Sense) Measure() bool { return s >= Money && s <= Extent }

// Carrier: the word names who or what has measures, or is counted.
func (s Sense) Carrier() bool { return s >= People && s <= Event || s == Name }

// named: words of this sense may be names, written with a capital.
func (s Sense) named() bool {
	return s >= People && s <= Document || s == Time || s == Unit
}

//go:embed senses.txt
var sensesFile string

// Words goes through the words of the table and their senses.
func Words() iter.Seq2[string, Sense] {
	return func(yield func(string, Sense) bool) {
		if err := read(sensesFile, yield); err != nil {
			panic("sense: senses.txt: " + err.Error())
		}
	}
}

// read reads a table: a section begins with `= NAME`, and what follows a colon
// says what it holds; then come its words, parted by commas. Lines that begin
// with # are passed over.
func read(text string, yield func(string, Sense) bool) error {
	s := None
	for n, line := range token.TableLines(text) {
		if name, ok := strings.CutPrefix(line, "= "); ok {
			name, _, _ = strings.Cut(name, ":")
			if s = sections[name]; s == None {
				return fmt.Errorf("line %d: no section is named %q", n, name)
			}
			continue
		}
		if s == None {
			return fmt.Errorf("line %d: words before the first section", n)
		}
		for w := range strings.SplitSeq(strings.TrimSuffix(line, ","), ", ") {
			if w == "" {
				return fmt.Errorf("line %d: an empty word", n)
			}
			if !yield(w, s) {
				return nil
			}
		}
	}
	return nil
}

// Of returns the sense of the word toks[i] and what follows, which is s by the
// table, or None where the table does not have it. A capital inside a sentence
// makes a name of a word whose kind has no names: the Đầu tư of Bộ Kế hoạch và
// Đầu tư. Capitals throughout (GDP, a heading) do not.
func Of(s Sense, toks []token.Token, i int) Sense {
	t := &toks[i]
	switch {
	case s != None:
		if t.Has(token.Upper) && !t.Has(token.Caps) && !s.named() && i > 0 && toks[i-1].Kind == token.Word && !t.Has(token.Line) {
			return Name
		}
	case t.Kind == token.Number:
		return Numeral
	case t.Kind == token.Mark:
		return Mark
	case t.Has(token.Upper):
		return Name
	}
	return s
}
