import { phrases } from './phrases.ts'

export const commonTexts = phrases({
  product: ['熟客', '熟客', 'Regulars'],
  language: ['语言', '語言', 'Language'],
  loading: ['正在加载', '載入中', 'Loading'],
  tryAgain: ['再试一次', '再試一次', 'Try again'],
  cancel: ['取消', '取消', 'Cancel'],
  close: ['关闭', '關閉', 'Close'],
  save: ['保存', '儲存', 'Save'],
  confirm: ['确认', '確認', 'Confirm'],
  exportCsv: ['导出 CSV', '匯出 CSV', 'Export CSV'],
  pages: ['翻页', '換頁', 'Pages'],
  previousPage: ['上一页', '上一頁', 'Previous'],
  nextPage: ['下一页', '下一頁', 'Next'],
  pageNumber: ['第 {number} 页', '第 {number} 頁', 'Page {number}'],
  optional: ['{label}（选填）', '{label}（選填）', '{label} (optional)'],
  fieldMissing: ['请填写{label}', '請填寫{label}', '{label} is needed'],
  fieldShort: [
    '{label}至少 {count} 个字符',
    '{label}至少 {count} 個字元',
    '{label} needs at least {count} {count|character|characters}',
  ],
  fieldWhole: ['{label}要是整数', '{label}要是整數', '{label} must be a whole number'],
  whatIsCounted: ['“{name}”统计的是什么？', '「{name}」統計的是什麼？', 'What does “{name}” count?'],
  notPermitted: [
    '您的角色“{role}”不能做这件事，请找会员运营或老板。',
    '您的角色「{role}」不能做這件事，請找會員營運或老闆。',
    'Your role, {role}, may not do this. Ask member operations or the owner.',
  ],
  nothing: ['无', '無', 'None'],
})
