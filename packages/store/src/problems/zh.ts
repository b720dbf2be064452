import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { AddressRefusal, StoreProblem } from './store-problem.ts'
import { ZH_ACTIONS, ZH_ROLES, ZH_SCOPES, ZH_THINGS } from './words.ts'

const BREAKS = {
  gap: '序号不连续',
  hash: '内容与哈希不符',
  link: '与前一条不相接',
  'decision-changed': '所记的决定已被改动',
  'decision-missing': '所记的决定已不存在',
  'decision-unrecorded': '有决定没有记录',
  truncated: '末尾少于检查点所记',
} as const

export const zh: ProblemTexts<StoreProblem> = {
  'store-no-binaries': ({ platform }) =>
    `本平台（${platform}）没有内置的 PostgreSQL；请用 DATABASE_URL 指定数据库服务器`,
  'store-no-unprivileged-user': () => 'PostgreSQL 不能以 root 运行，而系统里没有可用的普通用户',
  'store-folder-closed': ({ folder, user }) =>
    `运行 PostgreSQL 的用户 ${user} 无法进入文件夹 ${folder}；请把 YINGMA_DATA 设到别处，例如 /var/lib/yingma`,
  'store-folder-unusable': ({ folder, reason }) => `数据文件夹 ${folder} 不能用：${fileTrouble(reason, 'zh')}`,
  'store-no-registry': ({ folder }) => `${folder} 里没有登记库：请确认文件夹；新的登记库由 yingma serve 建立`,
  'store-folder-in-use': ({ folder, pid }) => `数据文件夹 ${folder} 正被进程 ${pid} 使用`,
  'store-engine-failed': ({ step, output }) => `${step} 未能启动：${output}`,
  'store-unreachable': ({ cause }) => `无法连接数据库：${cause}`,
  'not-found': ({ kind, id }) => `没有找到${ZH_THINGS[kind]} ${id}`,
  'already-there': ({ kind, field, value }) => `已有${ZH_THINGS[kind]}的 ${field} 为“${value}”`,
  forbidden: ({ action, roles }) =>
    `无权${ZH_ACTIONS[action]}；需要以下角色之一：${roles.map((role) => ZH_ROLES[role]).join('、')}`,
  'scope-missing': ({ scope }) => `此 API 密钥没有“${ZH_SCOPES[scope]}”权限范围`,
  'institution-misplaced': ({ kind, parent }) => `${kind} 不能放在 ${parent} 之下`,
  'institution-not-empty': ({ id }) => `机构 ${id} 之下还有其他机构`,
  'role-misplaced': ({ role }) => `角色“${ZH_ROLES[role]}”${isGlobal(role) ? '不属于某个机构' : '必须属于一个机构'}`,
  'last-administrator': () => '至少要保留一名管理员',
  'edition-differs': ({ version }) => `版本 ${version} 已登记，但内容不同`,
  'edition-unknown': ({ version }) => `没有登记版本 ${version}`,
  'item-unknown': ({ value, edition }) => `版本 ${edition} 中没有代码“${value}”`,
  'item-retired': ({ value, successors }) =>
    `代码“${value}”已停用${successors.length === 0 ? '' : `，后继为 ${successors.join('、')}`}`,
  'local-item-ended': ({ value, state, successors }) =>
    `本地项目 ${value} ${state === 'promoted' ? '已纳入标准' : '已停用'}${
      successors.length === 0 ? '' : `，请改用 ${successors.join('、')}`
    }`,
  'local-item-follows-itself': ({ value }) => `本地项目 ${value} 不能由它自己接替；请另选接替项目，或不指定接替项目`,
  'local-item-followed': ({ value, by }) => `本地项目 ${by} 已由 ${value} 接替；请说明由哪个项目接替 ${value}`,
  'local-item-used': ({ value, name, names }) =>
    `本地项目 ${value} 曾用于“${name}”等 ${names} 个名称，不能删除；请将它停用`,
  'decision-conflict': ({ expected, actual }) =>
    `该名称已有他人作出新的决定：你看到的是第 ${expected} 版，现为第 ${actual} 版`,
  'decision-without-suggestion': () => '该名称没有可采纳的建议',
  'decision-without-codes': () => '改为其他项目时必须给出代码',
  'decision-with-codes': ({ kind }) => `${kind} 不带代码`,
  'decision-nothing-before': ({ kind }) => `该名称还没有决定，不能 ${kind}`,
  'decision-same-person': () => '核对必须由作出该决定者以外的人进行',
  'decision-unverifiable': ({ status }) => `状态为 ${status} 的名称不能核对`,
  'reason-missing': ({ kind }) => `${kind} 需要说明理由`,
  'readers-must-differ': () => '两名阅读者必须是不同的人',
  'reader-unknown': ({ userId }) => `用户 ${userId} 不存在或无权审核该机构`,
  'sample-not-yours': ({ sampleId }) => `你不是样本 ${sampleId} 的阅读者`,
  'govern-conflict': ({ expected, actual }) =>
    `他人已先行修改：你看到的是第 ${expected} 版，现为第 ${actual} 版；你的内容没有写入`,
  'rule-conflict': ({ key, expected, actual }) =>
    `规则“${key}”已被改动：你看到的是第 ${expected} 版，现为第 ${actual} 版`,
  'suspicion-closed': ({ status }) => `疑点已结案（${status}），不再接受意见`,
  'suspicion-conflict': ({ expected, actual }) =>
    `他人已先行处理：你看到的是第 ${expected} 版，现为第 ${actual} 版；你的内容没有写入`,
  'suspicion-returns-more': ({ returned, stake }) =>
    `退回 ${(returned / 100).toFixed(2)} 元，多于涉及金额 ${(stake / 100).toFixed(2)} 元`,
  'version-conflict': ({ what, expected, actual }) =>
    `“${what}”已被改动：你看到的是第 ${expected} 版，现为第 ${actual} 版；你的内容没有写入`,
  'job-running': ({ id }) => `任务 ${id} 还在进行；请等它结束，或先取消它`,
  'job-finished': ({ status }) => `任务已结束（${status}）`,
  'webhook-key-missing': () =>
    '本服务没有 webhook 密钥：使用 PostgreSQL 服务器时，请在环境变量 YINGMA_WEBHOOK_KEY 中给出 64 位十六进制数',
  'webhook-address-refused': ({ url, why }) => `不会向 ${url} 发送：${ADDRESS_REFUSALS[why]}`,
  'audit-broken': ({ chain, seq, what }) => `审计链 ${chain} 第 ${seq} 条：${BREAKS[what]}`,
  'backup-unreadable': ({ what }) =>
    `备份文件无法读取：${{ format: '格式不对', digest: '内容与校验值不符', truncated: '文件不完整' }[what]}`,
  'backup-newer': ({ migrations, known }) => `备份来自更新的程序（结构 ${migrations}，本程序 ${known}）`,
  'restore-target-not-empty': () => '只能恢复到空的数据库',
}

function isGlobal(role: string): boolean {
  return role === 'admin' || role === 'editor' || role === 'publisher'
}

const ADDRESS_REFUSALS: Readonly<Record<AddressRefusal, string>> = {
  unreadable: '不是网址',
  'not-https': '必须是 https',
  credentials: '网址里不能有用户名或密码',
  private: '它在本机或内部网络；确需如此时，请用 --webhook-private 启动服务',
}
