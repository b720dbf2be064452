import { type ProblemTexts, renderProblem } from '@yingma/core'
import { renderDataProblem } from '@yingma/edition'
import type { ActKind, Stage } from '../rounds/proposal.ts'
import type { GovernProblem } from './govern-problem.ts'
import { importZh } from './import-zh.ts'

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  draft: '草案',
  open: '征求意见',
  review: '专家评审',
  ready: '待发布',
  released: '已发布',
  rejected: '已否决',
  withdrawn: '已撤回',
}

const ACT_WORDS: Readonly<Record<ActKind, string>> = {
  draft: '起草',
  revise: '修改',
  open: '公开征求意见',
  comment: '发表意见',
  review: '开始评审',
  'fast-track': '走快速通道',
  'declare-conflict': '声明利益冲突',
  vote: '投票',
  return: '退回',
  accept: '通过',
  reject: '否决',
  withdraw: '撤回',
  release: '发布',
}

export const zh: ProblemTexts<GovernProblem> = {
  'govern-unknown-table': ({ file }) => `标准里没有表 ${file}，或它不能由提案修改`,
  'govern-unknown-column': ({ file, column }) => `表 ${file} 没有“${column}”列`,
  'govern-bad-cell': ({ file, column }) => `表 ${file} 的“${column}”格不能含制表符或换行`,
  'govern-row-exists': ({ file, row }) => `表 ${file} 已有这一行：${row}`,
  'govern-row-unknown': ({ file, row }) => `表 ${file} 没有这一行（可能已被他人修改）：${row}`,
  'govern-row-count': ({ kind, before, after }) => `“${kind}”不能由 ${before} 行变为 ${after} 行`,
  'govern-nothing-changes': () => '提案没有改变任何内容',
  'govern-code-exists': ({ value, name, status }) =>
    `代码 ${value} 已是“${name}”${status === 'retired' ? '（已停用）' : ''}；代码不得重复使用`,
  'govern-code-unreadable': ({ value }) => `代码 ${value} 读不出来：某个字段的值不在字典里，或长度不对`,
  'govern-no-rule-table': ({ value }) => `代码 ${value} 所属的编码方案没有规则表`,
  'govern-item-unknown': ({ value }) => `没有代码为 ${value} 的项目`,
  'govern-item-retired': ({ value, name }) => `${value} ${name} 已停用`,
  'govern-item-active': ({ value, name }) => `${value} ${name} 仍在使用，没有停用记录可改`,
  'govern-successor-itself': ({ value, name }) => `${value} ${name} 不能接替自己`,
  'govern-orphaned': ({ item, name, successor }) => `${item} ${name} 会没有接替者：${successor} 不存在或已停用`,
  'govern-reason-missing': () => '请写明理由',
  'govern-bad-date': ({ value }) => `日期“${value}”无效，请写成 2026-03-01`,
  'govern-dictionary-unknown': ({ value }) => `没有字典 ${value}`,
  'govern-value-unknown': ({ dictionary, value }) => `字典 ${dictionary} 没有值 ${value}`,
  'govern-value-exists': ({ dictionary, value, name }) =>
    `字典 ${dictionary} 的 ${value} 已是“${name}”；代码不得重复使用`,
  'govern-value-fixed': ({ column }) => `值的“${column}”不能由这类提案修改`,
  'govern-value-in-use': ({ dictionary, value, item, name }) =>
    `字典 ${dictionary} 的 ${value} 仍被 ${item} ${name} 使用；请先停用或合并该项目`,
  'govern-id-changed': ({ row }) => `永久标识不得更改：${row}`,
  'govern-released-edited': ({ file }) => `已发布的版本不得更改：${file}`,
  'govern-term-means-nothing': ({ term, kind, value }) => `词条“${term}”的 ${kind}=${value} 在标准里没有意义`,
  'govern-ready-changed': ({ proposal }) =>
    `你看过预览之后，待发布的提案有了变动（提案 ${proposal} 加入或退出）；请重新预览，再发布`,
  'govern-release-day': ({ date, from, to }) =>
    `发布日期 ${date} 不行：${from === '' ? '' : `不能早于上一个发布的日期 ${from}，`}不能晚于 ${to}（一年之内）`,
  'govern-version-order': ({ version, after }) => `版本 ${version} 必须形如 1.2.0，并且在 ${after} 之后`,
  'govern-proposal-blocks': ({ proposal, title }) =>
    `提案 ${proposal}（${title.zh}）使发布无法进行；请取出或修改它，再发布其余提案：`,
  'govern-release-unknown': ({ version, versions }) => `没有发布 ${version}；已有：${versions.join('、')}`,
  'govern-rollback-not-last': ({ version, last }) =>
    `${version} 不是最近的发布：请先回滚 ${last}，或用提案修改需要改的用词`,
  'govern-rollback-first': ({ version }) => `${version} 是第一个发布：没有更早的发布可以回到`,
  'govern-rollback-no-words': ({ version, earlier }) =>
    `不能回滚 ${version}：${earlier} 冻结时没有包含词库，无从得知当时的用词；请改用提案`,
  'govern-rollback-unreleased': ({ version, file }) =>
    `${file} 在发布 ${version} 之后有改动，回滚会丢失这些改动；请先发布它，或恢复该文件`,
  'govern-rollback-nothing': ({ version, earlier }) =>
    `没有可以撤回的内容：${version} 的用词与 ${earlier} 相同。代码、规则和停用记录不会撤回；请改用提案`,
  'govern-key-unusable': () => '签名密钥不是 PEM 格式的 ed25519 私钥；可用 yingma govern key 生成',
  'govern-sign-unseen': ({ file, text, sign }) =>
    `${file}：“${text}”中有看不见的字符或首尾空格 ${sign}，会与别的名称分不清；请删去`,
  'govern-sign-alike': ({ file, text, sign, plain }) =>
    `${file}：“${text}”中的 ${sign} 与别的字形相像，会与别的名称分不清；请${plain === '' ? '用中文、英文字母和数字' : `写作“${plain}”`}`,
  'govern-file-exists': ({ file }) => `${file}：已经存在，不会覆盖`,
  'govern-file-missing': ({ file }) => `${file}：缺失或无法读取`,
  'govern-file-unlisted': ({ file }) => `${file}：不在清单 manifest.json 中`,
  'govern-file-changed': ({ file }) => `${file}：发布之后被改动`,
  'govern-file-link': ({ file }) => `${file}：是链接或设备；发布文件夹只放文件本身`,
  'govern-too-many-changes': ({ file, changes, most }) =>
    `${file} 有 ${changes} 处变更，一次最多 ${most} 处；请分成几个文件、几次发布`,
  'govern-signature-wrong': ({ file }) => `${file}：签名不符，或不是所信任的密钥所签`,
  'govern-proposals-unreadable': ({ file, where, detail }) =>
    `${file} 不是提案文件${where === '' ? '' : `（${where}）`}：${detail}`,
  'govern-stage': ({ act, stage, stages }) =>
    `提案处于“${STAGE_WORDS[stage]}”，不能${ACT_WORDS[act]}；须处于：${stages.map((one) => STAGE_WORDS[one]).join('、')}`,
  'govern-not-author': ({ act }) => `只有提案人可以${ACT_WORDS[act]}；其他人可以提意见，标准编辑可以退回或否决`,
  'govern-own-proposal': ({ act }) =>
    act === 'vote'
      ? '提案人不能评审自己的提案；请由其他专家、标准编辑或发布者评审'
      : '提案人不能裁定自己的提案；请由其他标准编辑或发布者裁定',
  'govern-conflicted': () => '已声明利益冲突的人不能参加表决或裁定；请另定评审人，或由其他标准编辑、发布者裁定',
  'govern-promotion-nowhere': ({ item, into }) =>
    `本地项目 ${item} 不能并入 ${into}：提案没有新增这个项目，标准中也没有在用的这个项目`,
  'govern-not-reviewer': () => '不是本轮的评审人；由提案所列的评审人表决，标准编辑可以退回后另定评审人',
  'govern-reviewer-unfit': ({ name, others }) =>
    `${name} 不能评审：账号已停用，或没有专家、标准编辑、发布者、管理员中的任一角色${
      others.length === 0 ? '' : `；可由 ${others.join('、')} 等评审`
    }`,
  'govern-too-few-reviewers': ({ reviewers, quorum }) => `法定人数 ${quorum}，但只有 ${reviewers} 名评审人`,
  'govern-quorum': ({ votes, quorum, able }) =>
    `未达法定人数：已投 ${votes} 票，需要 ${quorum} 票${
      able < quorum ? `；能表决的评审人只有 ${able} 名，请退回后另定评审人` : ''
    }`,
  'govern-still-voting': ({ votes, reviewers, deadline }) =>
    `表决尚未结束：${reviewers} 名评审人中 ${votes} 人已投票，截止 ${deadline}`,
  'govern-no-majority': ({ approve, reject }) => `赞成 ${approve}，反对 ${reject}：未过半，只能退回或否决`,
  'govern-deadline': ({ deadline }) => `截止日期 ${deadline} 必须在今天之后`,
  'govern-vote-over': ({ deadline }) => `表决已于 ${deadline} 截止；请裁定，或退回再开一轮`,
  'govern-not-fast': ({ kind }) => `“${kind}”不能走快速通道：快速通道只用于不涉及代码与含义的更正`,
  'govern-comment-unknown': ({ id }) => `没有编号为 ${id} 的意见`,
  'govern-data': ({ problem }) => renderDataProblem(problem, 'zh'),
  'govern-principle': ({ finding }) => renderProblem(finding, 'zh'),
  ...importZh,
  'import-refused': ({ row, sheet, value, name, problem }) =>
    `${sheet === undefined ? '' : `工作表“${sheet}”`}第 ${row} 行：${value} ${name} 不能新增。${say(problem)}`,
}

/** What is inside a problem, said by its own text. */
function say(problem: GovernProblem): string {
  return (zh[problem.code] as (problem: GovernProblem) => string)(problem)
}
