/**
 * Facts of an exam that choose no item but decide what is charged. Those that the normaliser knows carry its names; the
 * others come from orders and reports.
 */
export const MODIFIERS = [
  'bedside',
  'energy',
  'thin-slice',
  'low-dose',
  'ecg-gating',
  'respiratory-gating',
  'standing',
  'weight-bearing',
  'stitching',
  'ai-assisted',
  'delayed',
  'stress',
  'child',
  'emergency',
  'screening',
  'grey-scale',
  'colour-doppler',
  'intracavitary',
  'stereo',
  'fetuses',
  'tracer',
  'pet-range',
  'bone-age',
  'dynamic',
  'whole-gi',
  'calcium-score',
  'complex',
  'technique',
  'vessel-wall',
  'coronary',
  'extra-positions',
  'fusion',
  'intervention',
  'ovulation',
  'one-side',
  'early-pregnancy',
  'haemodynamics',
  'suspected-anomaly',
  'special-mode',
] as const
export type Modifier = (typeof MODIFIERS)[number]

/** `true`, a number where it counts (fetuses, extra positions), words where it names techniques. */
export type Modifiers = { readonly [M in Modifier]?: boolean | number | readonly string[] }
