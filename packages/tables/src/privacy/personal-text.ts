/** Two-digit codes of the provinces, the first digits of an identity card number. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/**
 * True for a number of a Chinese identity card: 18 characters with province, date of birth and check character
 * (GB 11643-1999, ISO 7064 MOD 11-2), or the 15 digits of the first generation with province and date.
 */
export function isIdCard(text: string): boolean {
  if (text.length === 18) {
    if (!/^[1-8]\d{16}[\dXx]$/.test(text) || !PROVINCES.has(text.slice(0, 2))) return false
    const year = Number(text.slice(6, 10))
    if (year < 1900 || year > 2099 || !isDay(year, text.slice(10, 14))) return false
    let sum = 0
    for (const [i, weight] of WEIGHTS.entries()) sum += weight * (text.charCodeAt(i) - 48)
    return CHECKS[sum % 11] === text.charAt(17).toUpperCase()
  }
  if (text.length !== 15 || !/^[1-8]\d{14}$/.test(text) || !PROVINCES.has(text.slice(0, 2))) return false
  return isDay(1900 + Number(text.slice(6, 8)), text.slice(8, 12))
}

function isDay(year: number, monthDay: string): boolean {
  const month = Number(monthDay.slice(0, 2))
  const day = Number(monthDay.slice(2))
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** True for a mobile phone number of mainland China, with or without the country code and separators. */
export function isPhone(text: string): boolean {
  return text.length >= 11 && text.length <= 17 && /^(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/.test(text)
}

/** The family names of some nine in ten people. */
const FAMILY_NAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常張劉陳楊黃趙吳孫馬羅鄭許韓鄧馮蔣餘葉蘇呂盧鐘譚陸範賈鄒侯閆龍賀顧龔萬錢嚴',
)
/** A short text that ends so is a place, a department or a part of the body. */
const NO_PERSON = /[科室部院位片节節骨扫掃脏臟腔查影像区區楼樓组組级級盘盤椎膝肘腕踝髋肩手足腿臂肺胃肠腸脑腦眼耳鼻]$/

/** True for a text that reads like the name of a Chinese person, or like a person's name in DICOM (`ZHANG^SAN`). */
export function isPersonName(text: string): boolean {
  if (/^[\p{L}'-]+\^[\p{L}^ '-]*$/u.test(text)) return true
  return /^\p{Script=Han}{2,3}$/u.test(text) && FAMILY_NAMES.has(text.charAt(0)) && !NO_PERSON.test(text)
}

/** The family name of a person's name. */
export const familyName = (text: string): string => (text.includes('^') ? (text.split('^')[0] ?? '') : text.charAt(0))
