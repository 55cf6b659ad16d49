// Package wordclass knows the words of running text and each one's class: words
// that stand in the same places, found by counting in running text. `doanh
// thu` is of one class with `lợi nhuận` and `kim ngạch`, `cho biết` with `nhấn
// mạnh`. What is learned of one word then holds for its kind.
//
// Vietnamese writes syllables apart, and most of its words have two or more:
// syllables that stand together more often than chance are taken as one word
// (normalized pointwise mutual information; Bouma, "Normalized (Pointwise)
// Mutual Information in Collocation Extraction", 2009). Classes are found by
// the exchange algorithm (Martin, Liermann, Ney, "Algorithms for bigram and
// trigram word clustering", 1998), which moves each word to the class that
// makes the text likeliest under a bigram model of classes.
//
// The table classes.txt is made by `solieu words`; a line is a class, its
// most frequent words first. It is data, no dictionary: a wrong neighbour does
// no harm that the weights learned over it do not see.
package wordclass
