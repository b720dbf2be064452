import { type Catalogue, createRender } from '@yingma/core'
import type { Fault, FaultKind } from '../verify/fault.ts'

type Said = { readonly [K in FaultKind]: Fault & { readonly code: K } }[FaultKind]

const zhAt = ({ row, column }: Fault): string => `${row === 0 ? '' : `第 ${row} 行，`}列 ${column}：`
const enAt = ({ row, column }: Fault): string => `${row === 0 ? '' : `row ${row}, `}column ${column}: `
const zhSet = (fault: Fault): string => `${zhAt(fault)}现为“${fault.found}”，应为“${fault.expected}”`
const enSet = (fault: Fault): string => `${enAt(fault)}it holds '${fault.found}', it must be '${fault.expected}'`

/** What is wrong in a live table, and what the vendor has to do. */
export const faultCatalogue: Catalogue<Said> = {
  zh: {
    'missing-item': ({ item, itemName }) => `缺少项目 ${item} ${itemName}：请补入`,
    'stray-item': (f) => `第 ${f.row} 行：代码“${f.found}”（${f.itemName}）不在批准的字典里：请核实来源，删除或停用`,
    'double-item': (f) =>
      `第 ${f.row} 行：${f.item} ${f.itemName} 与第 ${f.other} 行重复（代码“${f.found}”）：请删除一行`,
    'old-active': (f) => `第 ${f.row} 行：旧项目 ${f.itemName} 仍在启用，已由 ${f.item || '停用'} 代替：请停用`,
    'code-spaces': (f) => `${zhSet(f)}：代码里有空格或看不见的字符，请去掉`,
    'code-case': (f) => `${zhSet(f)}：代码的大小写被改，请按发布的写法`,
    'code-confused': (f) => `${zhSet(f)}：代码里没有字母 i、l、o，应为数字 1、0`,
    'code-number': (f) => `${zhSet(f)}：代码被当成数字存放，请把该列改为文本类型后重新导入`,
    'code-truncated': (f) => `${zhSet(f)}：代码被截断，请加长该列后重新导入`,
    'code-padded': (f) => `${zhSet(f)}：代码后面多了字符，请去掉`,
    'code-changed': (f) => `${zhSet(f)}：名称对应 ${f.itemName}，代码却不同，请改正`,
    'name-empty': (f) => `${zhAt(f)}${f.item} 没有名称，应为“${f.expected}”`,
    'name-truncated': (f) => `${zhSet(f)}：名称被截断，请加长该列或采用批准的简称`,
    'name-garbled': (f) => `${zhSet(f)}：字符编码错误，请用正确的编码重新导入`,
    'name-escaped': (f) => `${zhSet(f)}：名称里留有转义符，请还原`,
    'name-spaces': (f) => `${zhSet(f)}：名称里多了或少了空格`,
    'name-width': (f) => `${zhSet(f)}：全角与半角字符被改，请按标准写法`,
    'name-case': (f) => `${zhSet(f)}：字母大小写被改`,
    'name-star-left': (f) => `${zhSet(f)}：并行期已结束，请去掉名称前的 *`,
    'name-star-missing': (f) => `${zhSet(f)}：并行期内新名称前应有 *`,
    'names-swapped': (f) => `第 ${f.row} 行与第 ${f.other} 行的名称互换：${f.item} 应为“${f.expected}”`,
    'sides-swapped': (f) => `第 ${f.row} 行与第 ${f.other} 行左右互换：${f.item} 应为“${f.expected}”，请立即改正`,
    'name-side': (f) => `${zhSet(f)}：左右写反，请立即改正`,
    'name-of-other': (f) => `${zhSet(f)}：这是另一个项目的名称`,
    'name-changed': zhSet,
    'wrong-side-rule': (f) => `${zhSet(f)}：${f.item} 的侧别规则不对，可能使申请单左右出错`,
    'wrong-modality': (f) => `${zhSet(f)}：${f.item} 的设备类型不对，检查会派到别的设备`,
    'wrong-field': (f) => `${zhSet(f)}（${f.item} ${f.itemName}）`,
    'field-truncated': (f) => `${zhSet(f)}：内容被截断（${f.item} ${f.itemName}）`,
    'charge-unreadable': (f) => `${zhAt(f)}${f.item} 的收费项目“${f.found}”读不懂，应写成“代码*数量”，用 + 连接`,
    'charge-missing': (f) => `${zhAt(f)}${f.item} ${f.itemName} 缺少收费项目 ${f.expected}`,
    'charge-stray': (f) => `${zhAt(f)}${f.item} ${f.itemName} 多了收费项目 ${f.found}，请删除`,
    'charge-double': (f) => `${zhAt(f)}${f.item} ${f.itemName} 的收费项目 ${f.expected} 重复，请删除一个`,
    'charge-quantity': (f) => `${zhAt(f)}${f.item} ${f.itemName} 的数量不对：现为 ${f.found}，应为 ${f.expected}`,
    'wrong-price': (f) => `${zhSet(f)}：${f.item} ${f.itemName} 的价格不对`,
    'wrong-insurance': (f) => `${zhSet(f)}：${f.item} ${f.itemName} 的医保编码不对`,
    inactive: (f) => `${zhAt(f)}${f.item} ${f.itemName} 被停用，应启用`,
    'active-by-mistake': (f) => `${zhAt(f)}${f.item} ${f.itemName} 应停用，现为启用`,
    'column-padded': (f) =>
      `列 ${f.column} 是定长字段，每个值后面都补了空格：请改为变长（VARCHAR），否则按代码匹配会失败`,
    'file-changed': (f) =>
      `文件 ${f.column} 生成后被手工改过${f.found === '' ? '' : `：${f.found}`}。请勿导入，改正应在设置或决定里进行，再重新生成`,
  },
  en: {
    'missing-item': ({ item, itemName }) => `the item ${item} ${itemName} is missing: add it`,
    'stray-item': (f) =>
      `row ${f.row}: the code '${f.found}' (${f.itemName}) is in no approved dictionary: find out where it is from, delete it or take it out of use`,
    'double-item': (f) =>
      `row ${f.row}: ${f.item} ${f.itemName} is in row ${f.other} already (code '${f.found}'): delete one of them`,
    'old-active': (f) =>
      `row ${f.row}: the old item ${f.itemName} can still be ordered though ${f.item || 'it is out of use'} stands in its place: take it out of use`,
    'code-spaces': (f) => `${enSet(f)}: spaces or invisible characters in the code, remove them`,
    'code-case': (f) => `${enSet(f)}: the letter case of the code was changed, write it as published`,
    'code-confused': (f) => `${enSet(f)}: codes have no letters i, l, o; these are the digits 1 and 0`,
    'code-number': (f) => `${enSet(f)}: the code was stored as a number, make the column text and import again`,
    'code-truncated': (f) => `${enSet(f)}: the code was cut, widen the column and import again`,
    'code-padded': (f) => `${enSet(f)}: characters were added behind the code, remove them`,
    'code-changed': (f) => `${enSet(f)}: the name is that of ${f.itemName}, the code is another one`,
    'name-empty': (f) => `${enAt(f)}${f.item} has no name, it must be '${f.expected}'`,
    'name-truncated': (f) => `${enSet(f)}: the name was cut, widen the column or use an approved short name`,
    'name-garbled': (f) => `${enSet(f)}: read in the wrong character encoding, import again in the right one`,
    'name-escaped': (f) => `${enSet(f)}: escapes were left in the name`,
    'name-spaces': (f) => `${enSet(f)}: spaces were added or lost`,
    'name-width': (f) => `${enSet(f)}: full-width and half-width characters were exchanged`,
    'name-case': (f) => `${enSet(f)}: the letter case was changed`,
    'name-star-left': (f) => `${enSet(f)}: old and new no longer stand side by side, remove the *`,
    'name-star-missing': (f) => `${enSet(f)}: while old and new stand side by side, new names carry a *`,
    'names-swapped': (f) => `rows ${f.row} and ${f.other} carry each other's names: ${f.item} is '${f.expected}'`,
    'sides-swapped': (f) =>
      `left and right are exchanged between rows ${f.row} and ${f.other}: ${f.item} is '${f.expected}', repair it at once`,
    'name-side': (f) => `${enSet(f)}: left and right are exchanged, repair it at once`,
    'name-of-other': (f) => `${enSet(f)}: this is the name of another item`,
    'name-changed': enSet,
    'wrong-side-rule': (f) => `${enSet(f)}: the side rule of ${f.item} is wrong, orders may get the wrong side`,
    'wrong-modality': (f) => `${enSet(f)}: the modality of ${f.item} is wrong, exams go to another device`,
    'wrong-field': (f) => `${enSet(f)} (${f.item} ${f.itemName})`,
    'field-truncated': (f) => `${enSet(f)}: it was cut (${f.item} ${f.itemName})`,
    'charge-unreadable': (f) =>
      `${enAt(f)}the charge line '${f.found}' of ${f.item} cannot be read: write CODE*QUANTITY, joined by +`,
    'charge-missing': (f) => `${enAt(f)}${f.item} ${f.itemName} lacks the charge line ${f.expected}`,
    'charge-stray': (f) => `${enAt(f)}${f.item} ${f.itemName} has the charge line ${f.found} too much: delete it`,
    'charge-double': (f) => `${enAt(f)}${f.item} ${f.itemName} has the charge line ${f.expected} twice: delete one`,
    'charge-quantity': (f) => `${enAt(f)}${f.item} ${f.itemName} is charged ${f.found}, it must be ${f.expected}`,
    'wrong-price': (f) => `${enSet(f)}: the price of ${f.item} ${f.itemName} is wrong`,
    'wrong-insurance': (f) => `${enSet(f)}: the insurance code of ${f.item} ${f.itemName} is wrong`,
    inactive: (f) => `${enAt(f)}${f.item} ${f.itemName} is out of use, it must be in use`,
    'active-by-mistake': (f) => `${enAt(f)}${f.item} ${f.itemName} must be out of use`,
    'column-padded': (f) =>
      `the column ${f.column} has a fixed width and fills every value with spaces: make it VARCHAR, or look-ups by code fail`,
    'file-changed': (f) =>
      `the file ${f.column} was edited by hand after it was made${f.found === '' ? '' : `: ${f.found}`}. Do not import it; change settings or decisions and build again`,
  },
}

export const renderFault = createRender(faultCatalogue) as (fault: Fault, language: 'zh' | 'en') => string
