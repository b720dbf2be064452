import type { ProblemTexts } from '@yingma/core'
import type { TxProblem } from './tx-problem.ts'

export const zh: ProblemTexts<TxProblem> = {
  'value-set-unknown': ({ url }) => `找不到值集“${url}”的定义`,
  'value-set-circular': ({ url, path }) => `值集循环引用：经 ${path.join(' → ')} 又回到 ${url}`,
  'value-set-too-costly': ({ url, limit }) => `值集“${url}”的编码太多（超过 ${limit} 个），请用 count 和 offset 分页`,
  'imports-too-many': ({ url, limit }) => `值集“${url}”经过 ${limit} 次以上的引用才能到达，不再继续；请直接列出编码`,
  'value-set-empty': ({ url }) => `值集“${url}”既没有 compose 也没有 expansion`,
  'value-set-locked': ({ url, date }) =>
    `值集“${url}”锁定在 ${date}（lockedDate），这里不支持：请改为注明各编码系统的版本`,
  'import-unknown': ({ url }) => `找不到所引用的值集“${url}”`,
  'not-in-value-set': ({ coding, valueSet }) => `编码“${coding}”不在值集“${valueSet}”中`,
  'this-coding-not-in-value-set': ({ coding, valueSet }) => `编码“${coding}”不在值集“${valueSet}”中`,
  'no-coding-in-value-set': ({ valueSet }) => `没有一个编码属于值集“${valueSet}”`,
  'code-unknown': ({ value, system, version }) => `编码系统“${system}”${inVersion(version)}没有编码“${value}”`,
  'code-unknown-in-fragment': ({ value, system, version }) =>
    `编码系统“${system}”${inVersion(version)}没有编码“${value}”；该编码系统只是片段，此编码可能在别的片段中`,
  'code-unknown-for-lookup': ({ value, system, version }) =>
    `编码系统“${system}”${inVersion(version)}查不到编码“${value}”`,
  'code-case-differs': ({ value, correct, system }) =>
    `编码“${value}”与正确的“${correct}”大小写不同；编码系统“${system}”虽不分大小写，仍请用正确的写法`,
  'code-abstract': ({ value, system }) => `编码“${system}#${value}”是抽象概念，此处不可用`,
  'system-unknown': ({ system }) => `找不到编码系统“${system}”的定义，无法校验编码`,
  'system-version-unknown': ({ system, version, known }) =>
    `找不到编码系统“${system}”的版本“${version}”，无法校验编码。现有版本：${known.join('、')}`,
  'system-version-unknown-any': ({ system, version }) =>
    `找不到编码系统“${system}”的版本“${version}”，无法校验编码。该编码系统没有任何版本`,
  'expansion-system-unknown': ({ system }) => `找不到编码系统“${system}”的定义，无法展开值集`,
  'expansion-version-unknown': ({ system, version, known }) =>
    `找不到编码系统“${system}”的版本“${version}”，无法展开值集。现有版本：${known.join('、')}`,
  'expansion-version-unknown-any': ({ system, version }) =>
    `找不到编码系统“${system}”的版本“${version}”，无法展开值集。该编码系统没有任何版本`,
  'system-is-value-set': ({ system }) => `Coding 的 system 是值集，不是编码系统（“${system}”）`,
  'system-is-relative': ({ system }) => `Coding 的 system 必须是绝对地址，不能是“${system}”`,
  'system-is-supplement': ({ system }) => `编码系统 ${system} 是补充，不能作为 Coding 的 system`,
  'version-needed': ({ system }) => `编码系统“${system}”的代码须注明版本，这里没有`,
  'system-without-content': ({ system, content }) => `这里没有编码系统“${system}”的内容（content = ${content}）`,
  'coding-without-system': () => 'Coding 没有 system。没有编码系统的编码没有确定的含义，无法校验，请给出 system',
  'coding-without-code': ({ system }) => `Coding 只有编码系统“${system}”，没有 code，无法校验`,
  'coding-empty': () => 'Coding 既没有 system 也没有 code，无法校验',
  'coding-not-checked': ({ system }) => `找不到编码系统“${system}”的定义，这个编码未经校验；另有编码有效`,
  'system-not-inferred': ({ value, valueSet }) => `无法从值集“${valueSet}”确定编码“${value}”属于哪个编码系统`,
  'system-ambiguous': ({ value, valueSet, systems }) =>
    `无法从值集“${valueSet}”确定编码“${value}”属于哪个编码系统：有几个都含有它（${systems.join('、')}）`,
  'display-wrong': ({ given, coding, valid, languages }) =>
    `${coding} 的名称“${given}”不对，应为${valid.join('或')}（语言 ${languages}）`,
  'display-wrong-spaces': ({ given, coding, valid, languages }) =>
    `${coding} 的名称“${given}”空格不对，应为${valid.join('或')}（语言 ${languages}）`,
  'display-not-in-language': ({ given, coding, languages }) =>
    `${coding} 没有语言 ${languages} 的名称；“${given}”是默认语言的名称`,
  'display-wrong-not-in-language': ({ given, coding, languages, standard }) =>
    `${coding} 的名称“${given}”不对：没有语言 ${languages} 的名称，默认名称是“${standard}”`,
  'display-outdated': ({ given, value, status, valid }) =>
    `“${given}”已不再是编码“${value}”的正确名称（状态 ${status}），正确的是${valid.map((display) => `“${display}”`).join('、')}`,
  'concept-inactive': ({ value, status }) => `概念“${value}”的状态是 ${status}，请重新考虑是否使用`,
  'concept-deprecated': ({ value, status }) => `概念“${value}”已不推荐使用（${status}），请重新考虑是否使用`,
  'concept-not-active': ({ value }) => `概念“${value}”存在，但已停用`,
  'concept-deprecated-in-value-set': ({ value, status, system, valueSet }) =>
    `编码系统“${system}”的概念“${value}”在值集 ${valueSet} 中的状态是 ${status}，请重新考虑是否使用`,
  'resource-draft': ({ kind, url }) => `引用了草案 ${kind} ${url}`,
  'resource-experimental': ({ kind, url }) => `引用了试验性的 ${kind} ${url}`,
  'resource-deprecated': ({ kind, url }) => `引用了不推荐使用的 ${kind} ${url}`,
  'resource-withdrawn': ({ kind, url }) => `引用了已撤销的 ${kind} ${url}`,
  'resource-retired': ({ kind, url }) => `引用了已停用的 ${kind} ${url}`,
  'version-not-allowed': ({ system, version, required }) =>
    `编码系统“${system}”不可用版本“${version}”：参数要求版本“${required}”`,
  'version-differs': ({ system, version, given }) =>
    `值集引用的编码系统“${system}”版本“${version}”与所给的版本“${given}”不同`,
  'version-differs-from-default': ({ system, version, given }) =>
    `值集没有指定编码系统“${system}”的版本，默认版本“${version}”与所给的版本“${given}”不同`,
  'version-differs-when-changed': ({ system, version, included, given }) =>
    `编码系统“${system}”由值集中的版本“${included}”改为版本“${version}”，与所给的版本“${given}”不同`,
  'supplement-unknown': ({ urls }) => `找不到所需的补充：${urls.join('、')}`,
  'filter-without-value': ({ system, property, op }) => `编码系统 ${system} 的筛选条件 ${property} ${op} 没有值`,
  'filter-unknown': ({ system, property, op, value }) =>
    `编码系统 ${system} 不支持筛选条件“${property} ${op} ${value}”`,
  'filter-property-unknown': ({ system, property }) => `编码系统 ${system} 没有筛选条件所用的属性“${property}”`,
  'filter-code-unknown': ({ system, value }) => `编码系统 ${system} 没有筛选条件所用的编码“${value}”`,
  'regex-refused': ({ pattern, cause }) => `不接受正则表达式“${pattern}”：${cause}`,
  'property-unknown': ({ property, system }) => `编码系统 ${system} 没有属性“${property}”`,
  'include-without-content': ({ valueSet }) => `值集“${valueSet}”的一个 include 既没有 system 也没有 valueSet`,
  'include-ambiguous': ({ valueSet }) => `值集“${valueSet}”的一个 include 既有 concept 又有 filter：只能有其中之一`,
  'code-missing': () => '没有要校验的编码（应有 coding、codeableConcept、code 加 system 或 code 加 inferSystem）',
  'parameter-unknown': ({ name, operation }) => `${operation} 没有参数“${name}”`,
  'parameter-missing': ({ name, operation }) => `${operation} 缺少参数“${name}”`,
  'parameter-invalid': ({ name, value, expected }) => `参数“${name}”的值是“${value}”，应为 ${expected}`,
  'parameters-conflict': ({ names }) => `参数 ${names.join('、')} 不能同时使用`,
  'resource-invalid': ({ what, cause }) => `读不懂 ${what}：${cause}`,
  'resource-unknown': ({ kind, id }) => `没有 ${kind} ${id}`,
  'address-unknown': ({ address }) => `${address} 处没有服务`,
  'map-unknown': ({ url }) => `找不到概念映射“${url}”的定义`,
  'map-circular': ({ url }) => `概念映射“${url}”又引回自己`,
  'no-translation': ({ codings }) => `没有找到${codings.map((coding) => `“${coding}”`).join('、')}的映射`,
  'languages-unreadable': ({ given }) => `读不懂语言列表“${given}”`,
  'subsumption-without-system': () => '没有给出编码的编码系统，无法判断它们的上下位关系',
  'sets-compared': ({ relation, one, other }) =>
    ({
      same: `值集 ${one} 与 ${other} 的编码完全相同`,
      superset: `值集 ${one} 包含值集 ${other} 的全部编码，还有别的`,
      subset: `值集 ${one} 的编码都在值集 ${other} 中，后者还有别的`,
      overlapping: `值集 ${one} 与 ${other} 有共同的编码，也各有对方没有的`,
      disjoint: `值集 ${one} 与 ${other} 没有共同的编码`,
      empty: `值集 ${one} 与 ${other} 都没有编码`,
      indeterminate: `无法比较 ${one} 与 ${other}：它们的编码在这里不全`,
    })[relation],
  'systems-differ': ({ systems }) => `编码属于不同的编码系统：${systems.join('、')}`,
}

function inVersion(version: string): string {
  return version === '' ? '' : `版本“${version}”`
}
