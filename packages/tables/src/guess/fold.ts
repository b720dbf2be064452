/** Traditional characters that occur in headers, and what they fold to. */
const TRADITIONAL =
  '檢查項目名稱醫囑設備類別價額數機構療體側對劑開單執齡層掃攝區號碼編標準費電話聯繫證參職業報師歲診門臨狀態時間務處據經費級種產廠療聲檔備註計藥檻影像協議敘讀頁歷員護術強'
const SIMPLIFIED =
  '检查项目名称医嘱设备类别价额数机构疗体侧对剂开单执龄层扫摄区号码编标准费电话联系证参职业报师岁诊门临状态时间务处据经费级种产厂疗声档备注计药槛影像协议叙读页历员护术强'

const FOLDED = new Map([...TRADITIONAL].map((from, i) => [from, [...SIMPLIFIED][i] ?? from]))

/** A header as compared: width, case, traditional characters, spaces, marks and what stands in brackets do not count. */
export function foldHeader(header: string): string {
  const text = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[(【[（].*?[)】\]）]/g, '')
    .replaceAll(/[\s_\-./*:：#"'`,，、|]+/g, '')
  let folded = ''
  for (const char of text) folded += FOLDED.get(char) ?? char
  return folded
}
