import { ErrorFamily } from '../../platform/errors.ts'

export const programErrors = new ErrorFamily('programs', {
  'not-found': {
    failure: 'not-found',
    'zh-CN': '没有这个会员方案：{code}',
    'zh-TW': '沒有這個會員方案：{code}',
    en: 'There is no program called {code}.',
  },
  'has-errors': {
    failure: 'refused',
    'zh-CN': '方案有错误，不能发布。第 {line} 行第 {column} 列：{first}',
    'zh-TW': '方案有錯誤，不能發布。第 {line} 行第 {column} 列：{first}',
    en: 'The program has errors and cannot be published. Line {line}, column {column}: {first}',
  },
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '方案里的门店“{store}”不存在。',
    'zh-TW': '方案裡的門市「{store}」不存在。',
    en: 'The program names a store that does not exist: {store}.',
  },
  'unknown-brand': {
    failure: 'refused',
    'zh-CN': '方案里的品牌“{brand}”不存在。',
    'zh-TW': '方案裡的品牌「{brand}」不存在。',
    en: 'The program names a brand that does not exist: {brand}.',
  },
  'begins-before-last': {
    failure: 'refused',
    'zh-CN': '新版本的生效时间必须晚于上一版本的生效时间（{lastFrom}）。',
    'zh-TW': '新版本的生效時間必須晚於上一版本的生效時間（{lastFrom}）。',
    en: 'A new version must begin after the one before it ({lastFrom}).',
  },
  unchanged: {
    failure: 'conflict',
    'zh-CN': '内容和当前版本完全一样，没有需要发布的改动。',
    'zh-TW': '內容和目前版本完全一樣，沒有需要發布的改動。',
    en: 'The document is the same as the newest version: there is nothing to publish.',
  },
  'store-not-of-program': {
    failure: 'refused',
    'zh-CN': '门店“{store}”不在方案 {code} 的适用范围内。',
    'zh-TW': '門市「{store}」不在方案 {code} 的適用範圍內。',
    en: 'Store {store} is not one of the stores of program {code}.',
  },
  'no-such-version': {
    failure: 'not-found',
    'zh-CN': '方案 {code} 没有第 {version} 版。',
    'zh-TW': '方案 {code} 沒有第 {version} 版。',
    en: 'Program {code} has no version {version}.',
  },
  'needs-approval': {
    failure: 'refused',
    'zh-CN': '员工不能直接发布方案：请提交变更申请，由另一人批准。',
    'zh-TW': '員工不能直接發布方案：請提交變更申請，由另一人核准。',
    en: 'Staff cannot publish directly: ask for a change, and another person approves it.',
  },
  'why-missing': {
    failure: 'refused',
    'zh-CN': '请写明原因，至少三个字。',
    'zh-TW': '請寫明原因，至少三個字。',
    en: 'Say why, in at least three characters.',
  },
  'nothing-to-roll-back': {
    failure: 'refused',
    'zh-CN': '不能回滚到第 {version} 版：所选门店中有的没有更新的版本在执行，或全部已经是这一版。',
    'zh-TW': '不能回復到第 {version} 版：所選門市中有的沒有更新的版本在執行，或全部已經是這一版。',
    en: 'Cannot roll back to version {version}: not every chosen store has a later one in force, or all have this one already.',
  },
  'no-such-release': {
    failure: 'not-found',
    'zh-CN': '没有第 {number} 次发布，或它已被取消。',
    'zh-TW': '沒有第 {number} 次發布，或它已被取消。',
    en: 'There is no release {number}, or it is cancelled already.',
  },
  'release-has-begun': {
    failure: 'conflict',
    'zh-CN': '第 {number} 次发布已经生效，不能取消，请用回滚。',
    'zh-TW': '第 {number} 次發布已經生效，不能取消，請用回復。',
    en: 'Release {number} has begun and cannot be cancelled. Roll back instead.',
  },
  'no-such-change': {
    failure: 'not-found',
    'zh-CN': '没有这个变更申请。',
    'zh-TW': '沒有這個變更申請。',
    en: 'There is no such change.',
  },
  'other-program': {
    failure: 'refused',
    'zh-CN': '这份申请是关于方案 {code} 的，原文里写的却是 {found}。',
    'zh-TW': '這份申請是關於方案 {code} 的，原文裡寫的卻是 {found}。',
    en: 'This change is about program {code}, but its document says {found}.',
  },
  'not-your-change': {
    failure: 'refused',
    'zh-CN': '只有申请人（{author}）可以修改或撤回这份申请。',
    'zh-TW': '只有申請人（{author}）可以修改或撤回這份申請。',
    en: 'Only its author ({author}) may edit or withdraw this change.',
  },
  'already-decided': {
    failure: 'conflict',
    'zh-CN': '这份申请现在不是待批准状态。',
    'zh-TW': '這份申請現在不是待核准狀態。',
    en: 'This change is not waiting for a decision.',
  },
  'own-change': {
    failure: 'refused',
    'zh-CN': '自己的申请不能自己批准，请由另一位有权限的人批准。',
    'zh-TW': '自己的申請不能自己核准，請由另一位有權限的人核准。',
    en: 'You cannot approve your own change. Another person who may approve must do it.',
  },
  'approver-not-a-person': {
    failure: 'refused',
    'zh-CN': '变更申请只能由员工本人登录后决定，不能用接口密钥。',
    'zh-TW': '變更申請只能由員工本人登入後決定，不能用介接金鑰。',
    en: 'Only a signed-in person can decide on a change, not a key.',
  },
  'document-changed': {
    failure: 'conflict',
    'zh-CN': '申请的内容在你查看之后被修改过，请重新查看再决定。',
    'zh-TW': '申請的內容在你檢視之後被修改過，請重新檢視再決定。',
    en: 'The document was edited after you looked at it. Look again before you decide.',
  },
  'stale-base': {
    failure: 'conflict',
    'zh-CN':
      '在这份申请之后，方案又有新的发布（第 {last} 次，申请基于第 {base} 次）。请申请人对照现行版本重新查看并再次提交。',
    'zh-TW':
      '在這份申請之後，方案又有新的發布（第 {last} 次，申請基於第 {base} 次）。請申請人對照現行版本重新檢視並再次提交。',
    en: 'The program was released again after this change was written (release {last}; the change is based on {base}). Its author must look at what is in force now and ask again.',
  },
  'instant-has-passed': {
    failure: 'conflict',
    'zh-CN': '申请的生效时间（{from}）已经过去，请改时间后再次提交。',
    'zh-TW': '申請的生效時間（{from}）已經過去，請改時間後再次提交。',
    en: 'The instant asked for ({from}) has passed. Choose another and ask again.',
  },
})
