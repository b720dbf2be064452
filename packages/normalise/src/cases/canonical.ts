/**
 * Strict comparison of sets of codes: what the conventions call one and the same set, and nothing laxer.
 * Composites are taken apart, equal values folded; a code given twice counts once, order does not matter.
 * On purpose not built on core's sets: the answers judged here are made with those, and an oracle must be able to disagree.
 */

/** X-ray positions that are sets of single views. */
const POSITION_PARTS: Readonly<Record<string, readonly string[]>> = {
  '37': ['01', '02'],
  '38': ['01', '04'],
  '39': ['02', '03'],
  '40': ['01', '23'],
  '43': ['01', '16'],
  '46': ['01', '02', '07'],
  '47': ['01', '02', '44'],
  '48': ['01', '02', '07', '44'],
  '58': ['56', '57'],
  '73': ['12', '13'],
  '74': ['01', '02', '15'],
  '75': ['01', '02', '17'],
}
/** 前后位 and 后前位 are 正位, 瓦氏位 is 华氏位: no part has both items. */
const SAME_POSITION: Readonly<Record<string, string>> = { '21': '01', '22': '01', '28': '56' }
/** Mammography: CC has two values; CC + MLO and CC + ML + MLO are composites. */
const BREAST_PARTS: Readonly<Record<string, readonly string[]>> = {
  '65': ['62'],
  '67': ['62', '66'],
  '64': ['62', '61', '66'],
}

/** Two-sided part → its left and right part, where the edition has all three (radiology, six characters). */
const BOTH_SIDES: Readonly<Record<string, readonly [string, string]>> = {
  '011109': ['011107', '011108'],
  '040803': ['040801', '040802'],
  '051005': ['051003', '051004'],
  '070203': ['070201', '070202'],
  '070303': ['070301', '070302'],
  '070403': ['070401', '070402'],
  '070503': ['070501', '070502'],
  '070603': ['070601', '070602'],
  '070606': ['070604', '070605'],
  '070703': ['070701', '070702'],
  '070803': ['070801', '070802'],
  '070806': ['070804', '070805'],
  '070905': ['070901', '070903'],
  '070909': ['070907', '070908'],
  '071003': ['071001', '071002'],
  '072003': ['072001', '072002'],
  '072103': ['072101', '072102'],
  '072106': ['072104', '072105'],
  '072203': ['072201', '072202'],
  '072303': ['072301', '072302'],
  '072403': ['072401', '072402'],
  '072406': ['072404', '072405'],
  '072503': ['072501', '072502'],
  '072603': ['072601', '072602'],
  '072606': ['072604', '072605'],
  '073003': ['073001', '073002'],
  '073006': ['073004', '073005'],
  '073103': ['073101', '073102'],
  '073106': ['073104', '073105'],
}
/** Ultrasound of paired vessels: system and part of both sides → left, right. */
const BOTH_VESSELS: Readonly<Record<string, readonly [string, string]>> = {
  u901: ['u902', 'u903'],
  u904: ['u905', 'u906'],
  u907: ['u908', 'u909'],
  u910: ['u911', 'u912'],
  u913: ['u914', 'u915'],
  ua01: ['ua02', 'ua03'],
  ua04: ['ua05', 'ua06'],
  ua07: ['ua08', 'ua09'],
  ua10: ['ua11', 'ua12'],
}
/** Composites of scan or processing that have items. */
const WHOLE_CODES: Readonly<Record<string, readonly string[]>> = {
  '20040100114100': ['20040100110000', '20040100004100'],
  '20040100224100': ['20040100220000', '20040100004100'],
  '20053001430000': ['20053001220000', '20053001420000'],
  '300310007f0000': ['30031000110000', '30999999520000'],
}
/** 髋关节拉氏位 and 蛙式位 are published for both hips only: no left and right to take apart. */
const BOTH_ONLY = /^40072003..(?:24|27)/u

/** The atoms of one code: device folded to "any", composites taken apart, both sides as left and right. */
function atoms(code: string): readonly string[] {
  let c = code.toLowerCase()
  if (/^[23]\d/u.test(c)) c = `${c.charAt(0)}0${c.slice(2)}`
  const whole = WHOLE_CODES[c]
  if (whole !== undefined) return whole.flatMap(atoms)
  if (/^4[0345]/u.test(c) || /^[23]0/u.test(c)) {
    const sides = BOTH_ONLY.test(c) ? undefined : BOTH_SIDES[c.slice(2, 8)]
    if (sides !== undefined) return sides.flatMap((part) => atoms(c.slice(0, 2) + part + c.slice(8)))
  }
  if (c.startsWith('50')) {
    const sides = BOTH_VESSELS[c.slice(2, 6)]
    if (sides !== undefined) return sides.flatMap((part) => atoms(`50${part}${c.slice(6)}`))
  }
  if (/^44.{6}m1/u.test(c))
    return (BREAST_PARTS[c.slice(10, 12)] ?? [c.slice(10, 12)]).map((p) => c.slice(0, 10) + p + c.slice(12))
  if (/^4[03]/u.test(c)) {
    const position = SAME_POSITION[c.slice(10, 12)] ?? c.slice(10, 12)
    return (POSITION_PARTS[position] ?? [position]).map((p) => c.slice(0, 10) + p + c.slice(12))
  }
  return [c]
}

/** The comparable form of a set of codes. */
export function canonicalSet(codes: readonly string[]): ReadonlySet<string> {
  return new Set(codes.flatMap(atoms))
}

/** Whether two sets of codes are the same set in the strict sense of the conventions. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const x = canonicalSet(a)
  const y = canonicalSet(b)
  return x.size === y.size && [...x].every((code) => y.has(code))
}
