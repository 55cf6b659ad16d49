package number

import "solieu/normalize/token"

type Busy struct{ Start, End int }
type Options struct{ Lang string }

var Oracle func(text string) []Quantity

func Find(dst []Quantity, text string, toks []token.Token, busy []Busy, opt Options) []Quantity {
	if Oracle != nil {
		return append(dst, Oracle(text)...)
	}
	return dst
}
