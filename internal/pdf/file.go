package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// file collects the objects of a PDF file.
type file struct{ objects []types.Object } // the object with number i+1

// reserve is the reference of an object that is set later.
func (f *file) reserve() types.IndirectRef {
	f.objects = append(f.objects, nil)
	return *types.NewIndirectRef(len(f.objects), 0)
}

func (f *file) set(ref types.IndirectRef, o types.Object) { f.objects[ref.ObjectNumber-1] = o }

func (f *file) add(o types.Object) types.IndirectRef {
	ref := f.reserve()
	f.set(ref, o)
	return ref
}

// stream adds a compressed stream.
func (f *file) stream(d types.Dict, data []byte) types.IndirectRef {
	d["Filter"] = types.Name("FlateDecode")
	return f.raw(d, deflate(data))
}

// raw adds a stream of data as they are.
func (f *file) raw(d types.Dict, data []byte) types.IndirectRef {
	d["Length"] = types.Integer(len(data))
	return f.add(types.StreamDict{Dict: d, Raw: data})
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // a level that is there
	z.Write(data)                                         // a buffer does not fail
	z.Close()
	return b.Bytes()
}

// write writes the objects, the table of their places and the trailer
// (ISO 32000-1, section 7.5). The identifier is a hash of all objects.
func (f *file) write(w io.Writer, root, info types.IndirectRef) error {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") // bytes above 127 mark the file as binary
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		if s, ok := o.(types.StreamDict); ok {
			b.WriteString(s.PDFString() + "\nstream\n")
			b.Write(s.Raw)
			b.WriteString("\nendstream")
		} else {
			b.WriteString(o.PDFString())
		}
		b.WriteString("\nendobj\n")
	}
	sum := sha256.Sum256(b.Bytes())
	id := types.HexLiteral(hex.EncodeToString(sum[:16]))
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	trailer := types.Dict{"Size": types.Integer(len(offsets) + 1), "Root": root, "Info": info, "ID": types.Array{id, id}}
	fmt.Fprintf(&b, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer.PDFString(), start)
	_, err := w.Write(b.Bytes())
	return err
}
