import { phrases } from './phrases.ts'

export const programTexts = phrases({
  title: ['会员方案', '會員方案', 'Programs'],
  about: [
    '方案规定一切：怎么得积分、怎么抵现、怎么升级。',
    '方案規定一切：怎麼得積分、怎麼折抵、怎麼升級。',
    'The program rules everything: earning, redeeming and levels.',
  ],
  name: ['名称', '名稱', 'Name'],
  code: ['编号', '編號', 'Code'],
  version: ['版本', '版本', 'Version'],
  versionNumber: ['第 {version} 版', '第 {version} 版', 'Version {version}'],
  stores: ['适用门店', '適用門市', 'Stores'],
  everyStore: ['全部门店', '全部門市', 'Every store'],
  from: ['生效时间', '生效時間', 'In force from'],
  to: ['失效时间', '失效時間', 'In force to'],
  until: ['至今', '至今', 'until now'],
  publishedBy: ['发布人', '發布人', 'Published by'],
  publishedAt: ['发布时间', '發布時間', 'Published at'],
  note: ['说明', '說明', 'Note'],
  none: [
    '还没有发布会员方案。请用命令行或接口发布一份。',
    '還沒有發布會員方案。請用命令列或介接發布一份。',
    'No program is published yet. Publish one through the API or the command line.',
  ],
  back: ['返回方案列表', '返回方案列表', 'Back to programs'],
  inWords: ['规则用白话说', '規則用白話說', 'The rules in words'],
  noSummary: [
    '这份方案没有可以用白话说的规则。',
    '這份方案沒有可以用白話說的規則。',
    'This program has no rules that can be told in words.',
  ],
  versions: ['历次版本', '歷次版本', 'Versions'],
  document: ['方案原文', '方案原文', 'The document'],
  documentAbout: ['YAML，和发布时一字不差。', 'YAML，和發布時一字不差。', 'YAML, exactly as published.'],
  copy: ['复制', '複製', 'Copy'],
  copied: ['已复制。', '已複製。', 'Copied.'],
})
