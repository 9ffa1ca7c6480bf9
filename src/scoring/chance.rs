//! Chance, made repeatable: normal deviates from a fixed seed.
//!
//! The generator is written out here rather than taken from a crate whose stream may change with a version: an old
//! session's report must never change by itself.

/// `SplitMix64` (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
pub(super) struct Generator(u64);

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A standard normal deviate, by inversion.
    pub(super) fn normal(&mut self) -> f64 {
        // 32 bits, centred in their cell: never 0 or 1.
        let cell = u32::try_from(self.next() >> 32).unwrap_or(0);
        normal_quantile((f64::from(cell) + 0.5) / 4_294_967_296.0)
    }
}

/// The value below which a standard normal deviate lies with that probability; infinite at 0 and 1.
///
/// P. J. Acklam's rational approximation (2003), relative error below 1.2e-9.
pub(super) fn normal_quantile(probability: f64) -> f64 {
    const CENTRE: ([f64; 6], [f64; 6]) = (
        [
            -3.969_683_028_665_376e1,
            2.209_460_984_245_205e2,
            -2.759_285_104_469_687e2,
            1.383_577_518_672_69e2,
            -3.066_479_806_614_716e1,
            2.506_628_277_459_239,
        ],
        [
            -5.447_609_879_822_406e1,
            1.615_858_368_580_409e2,
            -1.556_989_798_598_866e2,
            6.680_131_188_771_972e1,
            -1.328_068_155_288_572e1,
            1.0,
        ],
    );
    const TAIL: ([f64; 6], [f64; 5]) = (
        [
            -7.784_894_002_430_293e-3,
            -3.223_964_580_411_365e-1,
            -2.400_758_277_161_838,
            -2.549_732_539_343_734,
            4.374_664_141_464_968,
            2.938_163_982_698_783,
        ],
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416, 1.0],
    );
    const TAIL_STARTS: f64 = 0.024_25;
    if probability <= 0.0 {
        f64::NEG_INFINITY
    } else if probability >= 1.0 {
        f64::INFINITY
    } else if probability < TAIL_STARTS {
        let root = (-2.0 * probability.ln()).sqrt();
        polynomial(&TAIL.0, root) / polynomial(&TAIL.1, root)
    } else if probability > 1.0 - TAIL_STARTS {
        -normal_quantile(1.0 - probability)
    } else {
        let off = probability - 0.5;
        let square = off * off;
        polynomial(&CENTRE.0, square) * off / polynomial(&CENTRE.1, square)
    }
}

/// Horner's scheme, highest power first.
fn polynomial(coefficients: &[f64], at: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * at + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (probability, value) in
            [(0.5, 0.0), (0.9, 1.281_551_566), (0.975, 1.959_963_985), (0.01, -2.326_347_874), (0.001, -3.090_232_306)]
        {
            assert!((normal_quantile(probability) - value).abs() < 1e-8, "{probability}");
        }
        assert!(normal_quantile(0.0).is_infinite() && normal_quantile(0.0) < 0.0);
        assert!(normal_quantile(1.0).is_infinite() && normal_quantile(1.0) > 0.0);
    }

    #[test]
    fn deviates_are_standard_normal_and_always_the_same() {
        let mut generator = Generator::new(1);
        let deviates: Vec<f64> = std::iter::repeat_with(|| generator.normal()).take(20_000).collect();
        let mean = deviates.iter().sum::<f64>() / 20_000.0;
        let variance = deviates.iter().map(|deviate| deviate * deviate).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
        assert_eq!(Generator::new(1).normal().to_bits(), deviates[0].to_bits());
    }

    #[test]
    fn the_stream_is_that_of_the_published_generator() {
        let mut generator = Generator::new(0);
        assert_eq!(generator.next(), 0xE220_A839_7B1D_CDAF);
    }
}
