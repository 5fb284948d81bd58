package raster

import (
	"image/color"
	"math"
	"testing"
)

// TestSixteenGreysComeNearAllOfThem: where ink covers part of a pixel, its
// colour differs little from the exact one. 2.3 is often given as the smallest
// difference that is seen between two large areas side by side; here it is
// between single pixels of an edge.
func TestSixteenGreysComeNearAllOfThem(t *testing.T) {
	for _, pair := range [][2]color.NRGBA{{paper, ink}, {paper, red}, {{255, 255, 255, 255}, {0, 0, 0, 255}}, {{20, 33, 61, 255}, {255, 255, 255, 255}}, {{20, 33, 61, 255}, {255, 200, 69, 255}}} {
		largest, sum := 0.0, 0.0
		for a := range 256 {
			step := []uint8{uint8(a)}
			quantise(step)
			d := deltaE2000(lab(blended(pair, alphaOf(step[0], pair[1]))), lab(blended(pair, uint32(a))))
			largest, sum = max(largest, d), sum+d
		}
		t.Logf("%v on %v: ΔE2000 %.2f at most, %.2f in the mean", pair[1], pair[0], largest, sum/256)
		if largest > 4.5 || sum/256 > 1.5 {
			t.Errorf("%v on %v: ΔE2000 %.2f at most, %.2f in the mean", pair[1], pair[0], largest, sum/256)
		}
	}
}

func blended(pair [2]color.NRGBA, alpha uint32) color.NRGBA {
	return color.NRGBA{R: mix(pair[0].R, pair[1].R, alpha), G: mix(pair[0].G, pair[1].G, alpha), B: mix(pair[0].B, pair[1].B, alpha), A: 255}
}

// TestDeltaE2000 checks the formula on pairs of Sharma, Wu and Dalal (2005),
// table 1.
func TestDeltaE2000(t *testing.T) {
	for _, pair := range []struct {
		a, b [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{2.0776, 0.0795, -1.135}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
		{[3]float64{50, 2.5, 0}, [3]float64{50, 0, -2.5}, 4.3065},
	} {
		if got := deltaE2000(pair.a, pair.b); math.Abs(got-pair.want) > 0.0001 {
			t.Errorf("%v, %v: %.4f, want %.4f", pair.a, pair.b, got, pair.want)
		}
	}
}

// lab is a colour of sRGB in CIELAB, white point D65.
func lab(c color.NRGBA) [3]float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124564*r + 0.3575761*g + 0.1804375*b) / 0.95047)
	y := f(0.2126729*r + 0.7151522*g + 0.0721750*b)
	z := f((0.0193339*r + 0.1191920*g + 0.9503041*b) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// deltaE2000 is the colour difference CIEDE2000.
func deltaE2000(p, q [3]float64) float64 {
	pow7 := func(v float64) float64 { return math.Pow(v, 7) }
	mean := (math.Hypot(p[1], p[2]) + math.Hypot(q[1], q[2])) / 2
	grey := 1.5 - 0.5*math.Sqrt(pow7(mean)/(pow7(mean)+pow7(25)))
	c1, c2 := math.Hypot(grey*p[1], p[2]), math.Hypot(grey*q[1], q[2])
	h1, h2 := degrees(p[2], grey*p[1]), degrees(q[2], grey*q[1])
	turn, hue := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		turn, hue = 0, h1+h2
	case math.Abs(turn) > 180:
		if hue += 180; hue >= 360 {
			hue -= 360
		}
		turn -= math.Copysign(360, turn)
	}
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	cos := func(deg float64) float64 { return math.Cos(deg * math.Pi / 180) }
	t := 1 - 0.17*cos(hue-30) + 0.24*cos(2*hue) + 0.32*cos(3*hue+6) - 0.2*cos(4*hue-63)
	dl := (q[0] - p[0]) / (1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50)))
	dc := (c2 - c1) / (1 + 0.045*c)
	dh := 2 * math.Sqrt(c1*c2) * math.Sin(turn*math.Pi/360) / (1 + 0.015*c*t)
	bend := -math.Sin(60*math.Exp(-(hue-275)*(hue-275)/625)*math.Pi/180) * 2 * math.Sqrt(pow7(c)/(pow7(c)+pow7(25)))
	return math.Sqrt(dl*dl + dc*dc + dh*dh + bend*dc*dh)
}

// degrees is the angle of a point, 0 to 360.
func degrees(y, x float64) float64 {
	if d := math.Atan2(y, x) * 180 / math.Pi; d >= 0 {
		return d
	}
	return math.Atan2(y, x)*180/math.Pi + 360
}
