import { ErrorFamily } from '../../platform/errors.ts'

export const levelErrors = new ErrorFamily('levels', {
  'no-such-level': {
    failure: 'not-found',
    'zh-CN': '现行方案里没有等级“{level}”。',
    'zh-TW': '現行方案裡沒有等級「{level}」。',
    en: 'The program in force has no level {level}.',
  },
  'no-such-move': {
    failure: 'not-found',
    'zh-CN': '没有这次等级变化。',
    'zh-TW': '沒有這次等級變動。',
    en: 'There is no such move between levels.',
  },
  'not-by-invitation': {
    failure: 'refused',
    kept: {
      'zh-CN': '这个等级不靠邀请得到。',
      'zh-TW': '這個等級不靠邀請得到。',
      en: 'This level is not given by invitation.',
    },
    'zh-CN': '等级“{level}”不能邀请授予：方案里没有写 granted: by invitation。',
    'zh-TW': '等級「{level}」不能邀請授予：方案裡沒有寫 granted: by invitation。',
    en: 'Level {level} is not given by invitation: the program does not say so.',
  },
  'reason-missing': {
    failure: 'refused',
    'zh-CN': '请写明原因，至少 3 个字。',
    'zh-TW': '請寫明原因，至少 3 個字。',
    en: 'Say why, in at least 3 characters.',
  },
  'lock-in-the-past': {
    failure: 'refused',
    'zh-CN': '锁定的最后一天 {lastDay} 已经过去，请选择今天或以后的日期。',
    'zh-TW': '鎖定的最後一天 {lastDay} 已經過去，請選擇今天或以後的日期。',
    en: 'The last day {lastDay} of the lock is already over: choose today or later.',
  },
  'is-locked': {
    failure: 'refused',
    kept: {
      'zh-CN': '您的等级在 {lastDay} 以前不变动。',
      'zh-TW': '您的等級在 {lastDay} 以前不變動。',
      en: 'Your level stays as it is through {lastDay}.',
    },
    'zh-CN': '这位会员的等级已锁定至 {lastDay}，请先解除锁定。',
    'zh-TW': '這位會員的等級已鎖定至 {lastDay}，請先解除鎖定。',
    en: 'The level of this member is locked through {lastDay}: lift the lock first.',
  },
  'not-locked': {
    failure: 'refused',
    'zh-CN': '这位会员的等级没有锁定。',
    'zh-TW': '這位會員的等級沒有鎖定。',
    en: 'The level of this member is not locked.',
  },
  'nothing-to-change': {
    failure: 'refused',
    'zh-CN': '会员已经是这个等级，也没有要锁定的日期。',
    'zh-TW': '會員已經是這個等級，也沒有要鎖定的日期。',
    en: 'The member has this level already, and no lock was asked for.',
  },
})
