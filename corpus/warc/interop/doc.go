// Package interop holds our WARC files against internetarchive/gowarc, in a
// module of its own so that nobody else has to fetch it: go test . here.
package interop
