/** The surnames of about nine in ten people; rarer ones collide with words of the field (左, 双, 单, 全). */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖石贾韦夏付方邹熊孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵万钱严覃武戴莫孔向汤',
)
const IDENTITY_NUMBER = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/
const MOBILE_NUMBER = /(?<!\d)1[3-9]\d{9}(?!\d)/

/**
 * Whether a local name looks like a person rather than an exam: an identity or mobile number inside, or a whole that
 * reads as a Chinese name. `isRead` says that the normaliser found words of the field in it: then it is no person.
 */
export function looksLikePerson(name: string, isRead: boolean): boolean {
  const text = name.normalize('NFKC').trim()
  if (IDENTITY_NUMBER.test(text) || MOBILE_NUMBER.test(text)) return true
  if (isRead) return false
  const characters = [...text]
  return (
    characters.length >= 2 &&
    characters.length <= 3 &&
    SURNAMES.has(characters[0] ?? '') &&
    characters.every((character) => /\p{Script=Han}/u.test(character))
  )
}
