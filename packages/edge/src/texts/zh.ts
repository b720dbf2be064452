import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { DisagreementCode } from '../dicom/disagreement.ts'
import type { Hl7Reason } from '../hl7/outcome.ts'
import type { EdgeProblem } from '../problem.ts'

const meant = (near: readonly string[]): string => (near.length === 0 ? '' : `；相近的有 ${near.join('、')}`)

export const zhProblems: ProblemTexts<EdgeProblem> = {
  'edge.cannot-listen': ({ address, reason }) => `无法在 ${address} 上监听（${reason}）：端口是否已被占用？`,
  'edge.tls-unusable': ({ reason }) => `证书或私钥无法使用（${reason}）：两者须为 PEM 格式且互相对应`,
  'edge.unreadable': ({ path, reason }) => `无法读取 ${path}（${fileTrouble(reason, 'zh')}）`,
  'edge.cannot-write': ({ path, reason }) => `无法写入 ${path}（${fileTrouble(reason, 'zh')}）`,
  'edge.no-dicom': ({ folder, files }) => `${folder} 的 ${files} 个文件中没有 DICOM 影像`,
  'edge.not-an-item': ({ input, nearest }) => `“${input}”不是项目的代码${meant(nearest)}`,
  'edge.text-not-writable': ({ text, charset }) => `“${text}”无法用 ${charset} 写出`,
}

export const zhReasons: Readonly<Record<Hl7Reason, string>> = {
  'not-a-message': '不是 HL7 v2 消息，或分隔符不可用',
  'other-message': '不是 ORM、OMI、ORU 消息',
  charset: 'MSH-18 的字符集不能处理',
  'too-long': '消息超过长度上限',
  failed: '本程序出错',
  'no-text': '没有检查名称',
  repeats: '字段里有多个编码',
  section: '报告的一个段落',
  'not-imaging': 'OBR-24 不是影像科室',
  'already-coded': '已有标准编码',
  'alternate-taken': '备用编码已被占用',
  'text-unreadable': '文字与消息的字符集不符，或含有不代表字符的转义',
  'text-not-writable': '名称无法用消息的字符集写出',
  'no-exam-of-order': '不是医嘱的检查，或医嘱没有编码',
  review: '名称需要人看',
  conflict: '名称与设备类型矛盾，或名称自相矛盾',
  ambiguous: '可能是几个项目',
  'no-item': '标准里没有这样的项目',
  'not-exam': '不是影像检查',
  'several-items': '是几个项目，而不要集合',
  'local-item': '本院自有项目',
}

export const zhDisagreements: Readonly<Record<DisagreementCode, string>> = {
  modality: '影像的设备类型与医嘱不符',
  part: '影像写的是别的部位',
  side: '影像写的是另一侧',
  contrast: '医嘱是平扫，影像有对比剂',
  view: '医嘱没有这个体位',
  'contrast-not-seen': '医嘱要增强，各序列都没有',
  'view-missing': '医嘱要的体位没有影像',
}
