export type BodyView = 'front' | 'back'
export type BodySide = 'left' | 'right'

/** A place on the figure and the part of radiology that it stands for. */
export interface BodyRegion {
  readonly id: string
  /** `scheme:path`, as the tree of parts has it. */
  readonly part: string
  /** The patient's own side. */
  readonly side?: BodySide
  /** Outline in the figure's own units, 200 wide and 440 high. */
  readonly outline: string
  /** Drawn as its own mirror image, on the other half of the figure. */
  readonly isMirrored: boolean
}

/** Outlines in the middle, from the first drawn to the last: later ones lie on top. */
const FRONT: readonly (readonly [string, string])[] = [
  ['01', 'M100 6 C120 6 126 22 124 38 C122 54 112 64 100 64 C88 64 78 54 76 38 C74 22 80 6 100 6 Z'],
  ['02', 'M89 62 H111 L113 80 H87 Z'],
  ['04', 'M66 82 Q100 74 134 82 L131 150 Q100 156 69 150 Z'],
  ['0501', 'M69 152 Q100 158 131 152 L129 184 Q100 189 71 184 Z'],
  ['0510', 'M71 186 Q100 191 129 186 L132 216 H68 Z'],
  ['06', 'M67 218 H133 L128 238 Q100 262 72 238 Z'],
]

const BACK: readonly (readonly [string, string])[] = [
  ['01', 'M100 6 C120 6 126 22 124 38 C122 54 112 62 100 62 C88 62 78 54 76 38 C74 22 80 6 100 6 Z'],
  ['0315', 'M66 82 Q100 74 134 82 L131 154 H69 Z'],
  ['0316', 'M69 156 H131 L133 210 H67 Z'],
  ['0610', 'M66 212 H134 L132 244 Q100 256 68 244 Z'],
  ['0302', 'M94 62 H106 V84 H94 Z'],
  ['0303', 'M93 86 H107 V154 H93 Z'],
  ['0304', 'M92 156 H108 V204 H92 Z'],
  ['0305', 'M91 206 H109 L100 238 Z'],
]

/** The half of the body on the viewer's left. */
const LIMBS: readonly (readonly [string, string])[] = [
  ['0703', 'M65 82 Q42 80 39 104 L58 110 Z'],
  ['0706', 'M39 106 L57 112 L52 148 L35 144 Z'],
  ['0707', 'M34 147 L52 150 L50 166 L33 163 Z'],
  ['0708', 'M33 166 L50 169 L42 206 L28 202 Z'],
  ['0709', 'M28 205 L42 208 L41 218 L26 215 Z'],
  ['0710', 'M25 218 L41 221 L39 246 Q29 254 23 244 Z'],
  ['0720', 'M66 224 L80 242 L76 256 L62 252 Z'],
  ['0721', 'M63 256 L98 258 L94 316 L70 316 Z'],
  ['0722', 'M70 319 H94 L93 338 H71 Z'],
  ['0724', 'M71 341 H93 L89 394 H76 Z'],
  ['0725', 'M76 397 H89 L90 409 H75 Z'],
  ['0726', 'M75 412 H90 L91 426 Q78 432 65 426 Z'],
]

const BLADE = ['0704', 'M68 90 L89 94 L80 130 Z'] as const

/** The regions of one view. Seen from the front, the patient's right is on the viewer's left. */
export function bodyRegions(view: BodyView): readonly BodyRegion[] {
  const middle = (view === 'front' ? FRONT : BACK).map(([path, outline]) => regionOf(path, outline, false))
  const halves = view === 'front' ? LIMBS : [BLADE, ...LIMBS]
  const [near, far]: readonly BodySide[] = view === 'front' ? ['right', 'left'] : ['left', 'right']
  return [
    ...middle,
    ...halves.flatMap(([path, outline]) => [regionOf(path, outline, false, near), regionOf(path, outline, true, far)]),
  ]
}

function regionOf(path: string, outline: string, isMirrored: boolean, side?: BodySide): BodyRegion {
  return {
    id: side === undefined ? path : `${path}-${side}`,
    part: `radiology:${path}`,
    ...(side === undefined ? {} : { side }),
    outline,
    isMirrored,
  }
}
