import type { ProblemTexts } from '@yingma/core'
import { shown } from '../problems/words.ts'
import { list } from '../problems/words-zh.ts'
import type { CellLook, Evidence } from './evidence.ts'

const percent = (share: number): string => `${Math.round(share * 100)}%`

const looks: Readonly<Record<CellLook, string>> = {
  'exam-name': '检查项目名称',
  modality: '设备类型',
  sex: '性别',
  side: '侧别',
  number: '数字',
  code: '编码',
  'person-name': '姓名',
  'id-card': '身份证号',
  phone: '手机号',
}

export const zh: ProblemTexts<Evidence> = {
  given: () => '由选项指定',
  'content-is': (e) => `内容是 ${e.found}`,
  'name-says-otherwise': (e) => `尽管文件名以 .${e.extension} 结尾`,
  'byte-order-mark': () => '有字节顺序标记（BOM）',
  'valid-utf8': () => '是合法的 UTF-8',
  'ascii-only': () => '只有 ASCII 字符，各种编码相同',
  'zero-bytes-alternate': () => 'ASCII 字符隔一个字节为零',
  declared: (e) => `文件内声明为 ${e.as}`,
  'invalid-utf8-valid-as': (e) => `不是 UTF-8，而是合法的 ${e.encoding}`,
  'invalid-in-every-encoding': () => '在所有已知编码中都不合法，取最接近者',
  'known-characters': (e) => `${percent(e.share)} 的字符是常用字`,
  'same-width-rows': (e) => `以此分隔时 ${e.of} 行中有 ${e.rows} 行是 ${e.columns} 列`,
  'no-delimiter-fits': () => '没有分隔符能得到等宽的行：每行一个单元格',
  'header-words': (e) => `表头用词：${list(e.words)}`,
  'header-unlike-rows': (e) => `下面的单元格是数字或编码（第 ${e.columns.join('、')} 列）`,
  'first-row-is-data': (e) => `第一行与下面的行相似：${shown(e.text)}`,
  'keys-of-objects': () => '取自对象的键',
  'lines-of-text': () => '每行是一个字符串',
  'header-says': (e) => `表头 ${shown(e.header)}`,
  'cells-look-like': (e) => `${e.of} 个单元格中 ${percent(e.share)} 像${looks[e.what]}`,
  'only-text-column': () => '唯一含文字的列',
  'column-with-role': (e) => `有列 ${shown(e.header)}（${e.role}）`,
  'names-repeat': (e) => `${e.of} 行中有 ${e.distinct} 个不同名称`,
  'names-differ': (e) => `${e.of} 行中有 ${e.distinct} 个不同名称`,
  'nothing-else-fits': () => '没有迹象表明是其他类别',
  'first-sheet-with-rows': (e) =>
    e.others.length === 0 ? '唯一有内容的工作表' : `第一个可见且有内容的工作表；未读取：${list(e.others)}`,
}
