import { ErrorFamily } from '../../platform/errors.ts'

export const ledgerErrors = new ErrorFamily('ledger', {
  'not-enough': {
    failure: 'refused',
    kept: {
      'zh-CN': '您的积分不够：需要 {points} 分，可用 {usable} 分。',
      'zh-TW': '您的積分不夠：需要 {points} 分，可用 {usable} 分。',
      en: 'You do not have enough points: {points} are needed, {usable} can be used.',
    },
    'zh-CN': '余额不足：要扣 {points} 分，可用 {usable} 分。',
    'zh-TW': '餘額不足：要扣 {points} 分，可用 {usable} 分。',
    en: 'Not enough points: {points} to take, {usable} can be used.',
  },
  frozen: {
    failure: 'refused',
    kept: {
      'zh-CN': '您的账户已冻结，积分不能变动。',
      'zh-TW': '您的帳戶已凍結，積分不能變動。',
      en: 'Your account is frozen; points cannot move.',
    },
    'zh-CN': '这位会员的账户已冻结，积分不能变动。',
    'zh-TW': '這位會員的帳戶已凍結，積分不能變動。',
    en: 'The account of this member is frozen; points cannot move.',
  },
  'unknown-asset': {
    failure: 'not-found',
    'zh-CN': '没有这种积分：{asset}',
    'zh-TW': '沒有這種積分：{asset}',
    en: 'There is no asset called {asset}.',
  },
  'no-such-entry': {
    failure: 'not-found',
    'zh-CN': '找不到这条积分流水。',
    'zh-TW': '找不到這條積分流水。',
    en: 'This entry does not exist.',
  },
  'as-of-in-the-future': {
    failure: 'invalid',
    'zh-CN': '只能查询现在或过去的余额，{asOf} 还没有到。',
    'zh-TW': '只能查詢現在或過去的餘額，{asOf} 還沒有到。',
    en: 'Balances are known up to now; {asOf} is still to come.',
  },
  'reason-missing': {
    failure: 'refused',
    'zh-CN': '请写明原因，至少 3 个字。',
    'zh-TW': '請寫明原因，至少 3 個字。',
    en: 'Say why, in at least 3 characters.',
  },
  'nothing-to-adjust': {
    failure: 'refused',
    'zh-CN': '调整的积分不能为 0。',
    'zh-TW': '調整的積分不能為 0。',
    en: 'An adjustment moves at least one point.',
  },
  'expiry-in-the-past': {
    failure: 'refused',
    'zh-CN': '有效期 {expiresOn} 已经过去，请选择今天或以后的日期。',
    'zh-TW': '有效期 {expiresOn} 已經過去，請選擇今天或以後的日期。',
    en: 'The last day {expiresOn} is already over: choose today or later.',
  },
  'no-transfer': {
    failure: 'refused',
    kept: {
      'zh-CN': '这种积分不能转赠。',
      'zh-TW': '這種積分不能轉贈。',
      en: 'These points cannot be given to others.',
    },
    'zh-CN': '会员方案不允许转赠这种积分。',
    'zh-TW': '會員方案不允許轉贈這種積分。',
    en: 'The program does not let members give these points to each other.',
  },
  'transfer-to-oneself': {
    failure: 'refused',
    'zh-CN': '不能转赠给自己，请选择另一位会员。',
    'zh-TW': '不能轉贈給自己，請選擇另一位會員。',
    en: 'Nobody can give points to themselves: choose another member.',
  },
  'giver-owes': {
    failure: 'refused',
    kept: {
      'zh-CN': '您还欠 {debt} 分，还清以后才能转赠。',
      'zh-TW': '您還欠 {debt} 分，還清以後才能轉贈。',
      en: 'You owe {debt} {debt|point|points} and can give none before they are settled.',
    },
    'zh-CN': '这位会员还欠 {debt} 分，还清以后才能转赠。',
    'zh-TW': '這位會員還欠 {debt} 分，還清以後才能轉贈。',
    en: 'This member owes {debt} {debt|point|points} and can give none before they are settled.',
  },
  'transfer-limit': {
    failure: 'refused',
    kept: {
      'zh-CN': '超过转赠上限：本期最多 {most} 分，您已转赠 {given} 分，这次要转 {points} 分。',
      'zh-TW': '超過轉贈上限：本期最多 {most} 分，您已轉贈 {given} 分，這次要轉 {points} 分。',
      en: 'Beyond the limit: {most} {most|point|points} in this period, you gave {given} already, {points} asked for now.',
    },
    'zh-CN': '超过转赠上限：本期最多 {most} 分，已转赠 {given} 分，这次要转 {points} 分。',
    'zh-TW': '超過轉贈上限：本期最多 {most} 分，已轉贈 {given} 分，這次要轉 {points} 分。',
    en: 'Beyond the limit: {most} {most|point|points} in this period, {given} were given already, {points} asked for now.',
  },
  'no-such-adjustment': {
    failure: 'not-found',
    'zh-CN': '找不到这条调整申请。',
    'zh-TW': '找不到這條調整申請。',
    en: 'This adjustment does not exist.',
  },
  'already-decided': {
    failure: 'conflict',
    'zh-CN': '这条调整申请已经有人处理过了。',
    'zh-TW': '這條調整申請已經有人處理過了。',
    en: 'Somebody has decided this adjustment already.',
  },
  'own-request': {
    failure: 'forbidden',
    'zh-CN': '不能批准自己的申请，请另一位同事处理。',
    'zh-TW': '不能批准自己的申請，請另一位同事處理。',
    en: 'You cannot approve your own request. Ask a second person.',
  },
})
