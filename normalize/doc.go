// Package normalize turns text into exact quantities and times, and these
// into facts.
//
// In goes an article's text in Unicode NFC, its date and its language; out
// come facts: what is measured, the exact value and unit, its period, what a
// change is compared with, how sure the text is and who says so, each with
// its span in that very text. It is made of
//
//	token      text into words, numerals and marks, once
//	decimal    exact numbers
//	date       time expressions, resolved to days
//	number     quantities: value, unit, comparator
//	wordclass  words, and classes of those that can stand for each other
//	gold       facts made by hand, and the score against them
//	normalize  (here) clauses, roles and facts
package normalize
