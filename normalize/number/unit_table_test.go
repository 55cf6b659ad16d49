package number_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/currency"

	"solieu/normalize/number"
)

// TestISO4217 asks x/text whether each currency code is one.
func TestISO4217(t *testing.T) {
	n := 0
	for _, u := range number.Units() {
		if u.Kind != "currency" {
			continue
		}
		n++
		switch u.Code {
		case "BTC", "ETH", "USDT": // of no state, and so of no standard
			continue
		}
		if _, err := currency.ParseISO(u.Code); err != nil {
			t.Errorf("%s: %v", u.Code, err)
		}
	}
	if n < 30 {
		t.Errorf("%d currencies", n)
	}
}

// notRead are names of CLDR that we read otherwise, with why.
var notRead = map[string]string{
	"vi K":          "a bare K after a number is a thousand",
	"en K":          "a bare K after a number is a thousand",
	"vi A":          "a letter of a list more often than an ampere",
	"en A":          "a letter of a list more often than an ampere",
	"vi N":          "a letter of a list more often than a newton",
	"en N":          "a letter of a list more often than a newton",
	"vi ly":         "a millimetre in Vietnamese speech",
	"en ly":         "a millimetre in Vietnamese speech",
	"vi mẫu":        "the old measure of land, which is no acre",
	"vi Mb":         "shops write 512 Mb for megabytes",
	"en Mb":         "shops write 512 Mb for megabytes",
	"vi Gb":         "shops write 512 Gb for gigabytes",
	"en Gb":         "shops write 512 Gb for gigabytes",
	"vi kb":         "shops write 512 kb for kilobytes",
	"en kb":         "shops write 512 kb for kilobytes",
	"vi mã lực":     "GUIDELINES.md counts {mã lực}",
	"en calories":   "those of food are kilocalories",
	"vi kn":         "a kilonewton",
	"en kn":         "a kilonewton",
	"vi hải lý/giờ": "reads [nmi_i]/h, the same speed",
	"vi CT":         "a scan more often than a carat",
	"en CD":         "a disc more often than a carat",
	"en c":          "a letter of a list",
	"en in":         "a preposition",
	"en ac":         "alternating current",
	"en m":          "million, in money",
	"en dec":        "a month",
	"vi tn":         "trillion, in money",
	"en tn":         "trillion, in money",
	"en q":          "a letter of a list",
}

// TestCLDR reads every name that CLDR has for our units after a number.
func TestCLDR(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/units/cldr.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(string(raw), "\n") {
		f := strings.Split(line, "\t")
		if line == "" || line[0] == '#' || len(f) != 5 {
			continue
		}
		code, lang := f[0], f[2]
		for _, name := range f[3:] {
			if _, known := notRead[lang+" "+name]; known || name == "" {
				continue
			}
			text := "7 " + name
			if strings.Contains("°%‰$€£¥₩₫฿₹₱₽₪₺₴′″", string([]rune(name)[0])) {
				text = "7" + name
			}
			n++
			got, spans := reads(text, lang)
			if len(got) != 1 || got[0] != "7 "+code && got[0] != "ratio 7 "+code || spans[0] != text {
				t.Errorf("%s %s: %q reads %q of %q, want 7 %s", f[1], lang, text, got, spans, code)
			}
		}
	}
	if n < 250 {
		t.Errorf("%d names", n)
	}
}
