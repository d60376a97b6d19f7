import type { TableWords } from './index.ts';

/** What one row of a table of core or marts is, and what the table holds. */
export const tables: Readonly<Record<string, TableWords>> = {
  accounts: {
    grain: '来源的企业客户',
    description: '各来源最近一次描述的企业客户，以及其中哪些是同一家公司。',
  },
  business_days: {
    grain: '世界时的一天，从最早事件到最晚事件',
    description: '业务日期在每个世界时日内从何时开始；事实据此通过连接得到日期，无需换算时区。',
  },
  calendar: { grain: '日历日', description: '从最早事件所在年的一月一日到数据日期的每一天。' },
  campaigns: { grain: '营销活动', description: '营销活动的最新资料。' },
  consent_intervals: {
    grain: '客户 × 目的 × 渠道 × 时段',
    description: '客户何时允许或拒绝某一目的在某一渠道上使用其信息，以作出决定的时间为准。',
  },
  coupons: {
    grain: '客户 × 优惠券码（已发放或已使用）',
    description: '客户的优惠券：何时发放、何时首次使用、用于哪笔订单。',
  },
  customer_identity: {
    grain: '来源记录',
    description: '每条来源记录属于哪位客户，依据哪条规则，从何时起。',
  },
  customers: {
    grain: '客户',
    description: '黄金记录：每位客户一行，每个字段取自按规则胜出的来源记录。',
  },
  exchange_rates: {
    grain: '货币 × 已知汇率的日期',
    description: '每天折算为报告货币的汇率：当日汇率，或此前最近且尚未过期的汇率。',
  },
  interactions: {
    grain: '互动事件',
    description: '企业与客户或访客之间的每次接触，含渠道与方向。',
  },
  loyalty_ledger: { grain: '积分事件', description: '积分的每次变动，以及客户的滚动余额。' },
  named_references: {
    grain: '事件 × 凭据种类',
    description: '事件中提到的订单与优惠券。',
  },
  order_headers: {
    grain: '未取消的订单',
    description: '有效订单：以哪个版本为准、最初下单时间、属于哪位客户、适用的汇率。',
  },
  order_lines: { grain: '订单 × 行', description: '有效订单的明细行，含原币与报告货币金额。' },
  order_versions: {
    grain: '有多个版本或已取消的订单的一个版本',
    description: '被更正或取消的订单的各版本，以及每个版本何时算数。',
  },
  orders: {
    grain: '未取消的订单（来源 × 订单号）',
    description: '订单的现状：每笔取最新版本，含客户、金额及在该客户订单中的次序。',
  },
  products: { grain: '商品', description: '商品的最新资料。' },
  record_contacts: {
    grain: '来源 × 客户编号 × 会员号 × 匿名标识 × 邮箱 × 电话（原样）',
    description: '来源提到客户时所用标识的每种组合，以及提到的时间。',
  },
  contact_spellings: {
    grain: '来源记录 × 原样的邮箱或电话',
    description: '一条来源记录曾用过的、或其资料所列的每个邮箱与电话，原样保留。',
  },
  record_profiles: { grain: '来源记录', description: '一条来源记录对客户身份的描述：用于匹配记录的字段。' },
  record_purchases: {
    grain: '有订单的来源记录',
    description: '一条来源记录的订单寄往何处，以何种货币支付。',
  },
  record_identifiers: {
    grain: '来源记录 × 标识',
    description: '能让其他系统认出该来源记录的标识：邮箱（收到邮件的那个信箱）、标准化的电话与会员号。',
  },
  record_references: {
    grain: '来源记录 × 订单或优惠券',
    description: '多个来源的记录都提到的订单与个人优惠券，如售出订单的商店与为其计积分的会员系统。',
  },
  reference_agreement: {
    grain: '引用种类 × 两个来源',
    description: '两个来源的记录提到同一订单或优惠券时，据其标识看是否为同一客户。',
  },
  reference_pairs: {
    grain: '两条来源记录 × 引用种类',
    description: '两个来源中提到同一订单或个人优惠券的记录对，且已知这两个来源的此类记录对为同一客户。',
  },
  refunds: {
    grain: '退款（来源 × 退款号）',
    description: '退还的款项，以正数表示；已知时注明对应订单。',
  },
  source_records: {
    grain: '来源记录（来源 × 客户编号；没有时依次为会员号、邮箱、电话或匿名标识）',
    description: '一个来源系统对一位客户所知的内容，已标准化；每个联系方式都标明是否有效及原因。',
  },
  record_values: {
    grain: '来源记录',
    description: '一个来源系统对一位客户所说的内容，原样保留：每个字段取最近的值。',
  },
  standard_addresses: {
    grain: '原样的国家、省、市、区县、邮编与街道',
    description: '地址，原样及标准写法：行政区划、街道、楼室与邮编。',
  },
  standard_companies: { grain: '原样的企业名称', description: '企业名称，原样及标准写法。' },
  standard_emails: { grain: '原样的邮箱地址', description: '写法不平常的邮箱地址，原样及标准写法。' },
  source_conventions: {
    grain: '有记录的来源',
    description: '各来源对有两种读法的写法采用哪一种：出生日期的日月先后，性别是否以 H、M 表示男女。',
  },
  standard_genders: {
    grain: '原样的性别 × 来源所用的字母（HM：hombre 与 mujer；看不出时为空）',
    description: '性别，原样及女、男或其他。',
  },
  standard_birth_dates: {
    grain:
      '原样的出生日期 × 说出的年份（年份写全时为空）× 记录地址所在国家与来源的日月先后（次序明确时为空）',
    description: '出生日期，原样及标准写法（ISO 8601）。',
  },
  standard_mail_domains: {
    grain: '域名',
    description: '写法平常的邮箱所在域名：可能本想写的域名，以及是否为一次性邮箱。',
  },
  standard_names: { grain: '原样的姓名', description: '姓名，原样及标准写法，并拆分为姓与名。' },
  standard_phones: {
    grain: '原样的电话 × 记录地址所在国家',
    description: '并非普通大陆手机号的电话，原样及 E.164 写法。',
  },
  staff: { grain: '员工', description: 'ERP 或人事系统最近描述的员工。' },
  stores: { grain: '门店', description: '门店的最新资料。' },
  survey_answers: { grain: '问卷回答', description: '满意度调查的回答。' },
  tickets: {
    grain: '工单（来源 × 工单号）',
    description: '服务工单，以及打开、首次回复与解决的时间。',
  },
  cohort_retention: {
    grain: '首单月份 × 月龄',
    description: '某月首次下单的客户，在之后每个月有多少再次下单、带来多少收入。',
  },
  customer_360: {
    grain: '客户',
    description: '关于一位客户的一切，汇成一行宽表，供客户页面与导出使用。',
  },
  customer_lifecycle: { grain: '客户', description: '截至数据日期，每位客户处于生命周期的哪个阶段。' },
  customer_months: {
    grain: '客户 × 月份，从首单月份到数据日期所在月份',
    description: '每位客户在每个月末的评分、分群、等级与生命周期，由订单与退款重新计算。',
  },
  customer_segments: {
    grain: '有订单的客户',
    description: '每位有订单客户的 k-means 分群、到中心的距离，以及按同样的中心在一个季度前所属的分群。',
  },
  segment_features: {
    grain: '当时已有订单的客户 × 月末，最后一个为数据日期',
    description: '划分分群所用的特征：每位客户在数据日期及此前四个季度末的情况。',
  },
  customer_month_segments: {
    grain: '客户 × 月份，从首单月份到数据日期所在月份',
    description: '每位客户自首单起每个月末所属的分群及上一个月末的分群，按今天的中心与今天的身份。',
  },
  segment_months: {
    grain: '月份 × 原分群 × 新分群',
    description:
      '分群之间逐月的变动，按今天的中心：进入、留下与离开合计等于成员数。原分群为 0 表示此前没有订单。',
  },
  segment_moves: {
    grain: '变动原因 × 截止日期 × 原分群 × 新分群',
    description: '分群之间的变动：客户按今天的中心逐季度的变动，以及最近一次拟合当天本身带来的变动。',
  },
  segment_profiles: {
    grain: '分群',
    description: '每个分群的名称、规模、销售额、上一季度的进出，以及最近一次拟合保留了多少（Jaccard 指数）。',
  },
  segment_traits: {
    grain: '分群 × 特征',
    description: '各分群的特点：中心与全体相差几个标准差、按特征本身单位的中心值，以及中位数。',
  },
  clv_deciles: {
    grain: '按预期购买次数划分的十分之一客户',
    description: '检验期内每位客户预期与实际的购买次数和销售额，按十等分；朴素基准为人人照旧。',
  },
  clv_settings: {
    grain: '唯一一行',
    description:
      '生命周期价值的依据：模型、检验期、毛利率、折现率，以及频次与金额是否独立；margin_of_products 为按商品成本计的毛利率，低于成本出售时为负，而 margin_share 不会为负；above_80 为上限不为 0 的客户中超出 80% 区间的比例，区间恰当时为十分之一。',
  },
  churn_cut_offs: {
    grain: '截止日',
    description: '考察流失的日期：截至日用于打分，此前至多四个日期用于学习。',
  },
  churn_features: {
    grain: '截止日前有订单的客户 × 截止日',
    description: '每个截止日结束时对每位客户所知的内容，以及此后一个期限内是否没有再购买。',
  },
  churn_gains: {
    grain: '每百分之五的客户，以及零',
    description: '在留作检验的期限内，流失概率最高的客户中包含了全部流失者的多大比例。',
  },
  churn_offers: {
    grain: '按风险金额排列的每百分之一客户',
    description: '最值得挽回的客户合计有多少金额面临风险；任何成本与成功率的优惠由此推算。',
  },
  churn_settings: {
    grain: '唯一一行',
    description:
      '流失概率与优惠的依据：期限、各级的界限、优惠成本、成功率与毛利率，以及沉默多久才列入挽回名单；并有各截止日流失占比的最小值与最大值。',
  },
  churn_reliability: {
    grain: '按概率划分的十分之一客户',
    description: '在留作检验的最近一个期限内，流失概率与实际流失的对照。',
  },
  customer_cross_sell: {
    grain: '买过已知商品的客户',
    description: '最适合每位客户的新商品，以及最合适的五种新商品在其下一单中可能带来的金额。',
  },
  recommendation_settings: {
    grain: '唯一一行',
    description: '整份推荐与新商品推荐各按哪种规则得出。',
  },
  recommendations: {
    grain: '客户 × 名次',
    description: '向每位客户推荐的五种商品，包括买过的与没有买过的。',
  },
  customer_churn: {
    grain: '有订单的客户',
    description:
      '每位购买过的客户在期限内不再购买的概率、最主要的三个原因、预警信号，以及过去一年中面临风险的销售额。',
  },
  win_back: {
    grain: '客户',
    description: '应先挽回谁：值得给予优惠的客户，按风险金额从高到低，并附对每位的建议动作。',
  },
  win_back_left_out: {
    grain: '客户',
    description: '值得给予优惠却不在挽回名单上的客户，以及原因。',
  },
  customer_clv: {
    grain: '有订单的客户',
    description:
      '每位购买过的客户的生命周期价值：仍是客户的概率（模型认定无人离开时为空）、预期购买次数与毛利、折现价值及其 80% 区间。',
  },
  customer_rfm: {
    grain: '有订单的客户',
    description: '每位有订单客户的最近购买、购买频次与消费金额，及其评分与所属分群。',
  },
  customer_spans: {
    grain: '客户 × 两次变化之间的若干月份',
    description: '每位客户的订单与退款累计值，以及它们保持不变的月份区间；customer_months 由此逐月展开。',
  },
  customer_tiers: {
    grain: '客户',
    description: '等级表：每位客户的等级、此前的等级，以及使用者需要一并看到的信息。',
  },
  daily_revenue: {
    grain: '日历日，从首笔订单或退款到数据日期逐日列出',
    description: '每天的订单、客户与金额；退款记在退款当天。',
  },
  revenue_forecast: {
    grain: '指标 × 维度取值 × 未来的日或周',
    description:
      '未来各日、各周的净收入与订单数预计是多少，附按以往误差应覆盖 80% 与 95% 的区间；历史太短、无法测得时没有区间。',
  },
  forecast_backtest: {
    grain: '指标 × 维度取值 × 日或周',
    description:
      '每个序列在过去各时点作出的预测偏差多大，与上一季同期相比如何、是否超出偶然地更准，实际值落入区间的频率是多少。',
  },
  past_forecasts: {
    grain: '指标 × 预测时点 × 日或周',
    description:
      '在过去若干天会对整体业务作出怎样的预测（方法与区间的选择都看不到其后的数据），以及实际结果。',
  },
  comments: {
    grain: '带文字的问卷回答、评价、投诉、通话、工单或回复',
    description: '客户用文字说了什么，以及当时给出的评分（如有）。',
  },
  comment_sentiment: {
    grain: '评论',
    description: '每条评论来自满意客户的可能性；情感无法学到时为空。',
  },
  feedback_themes: {
    grain: '主题 × 月份',
    description: '不满意与满意的客户各自更多谈到什么，按月列出，并附示例；示例只保留至少五人用过的词。',
  },
  feedback_sentiment: {
    grain: '月份 × 评论种类',
    description: '各月各类评论的满意程度：满意与不满意者各占全部带评分评论的比例。',
  },
  data_quality: {
    grain: '规则 × 来源 × 业务日期',
    description: '每条数据质量规则检验了多少行，其中多少行未通过。',
  },
  field_quality: {
    grain: '字段 × 来源',
    description: '每个来源对每个字段的掌握程度，以及它为主记录提供了多少值。',
  },
  metric_days: {
    grain: '维度值 × 日',
    description: '按日并按一个维度统计的订单、金额与客户；metric_values 将其汇总为周与月。',
  },
  metric_values: {
    grain: '指标 × 维度值 × 期间',
    description: '指标卡的每个数字，以分子和分母表示，按日、ISO 周与月，并按一个维度展开。',
  },
  model_figures: {
    grain: '拟合 × 候选模型 × 指标',
    description: '每次拟合中各候选模型在留出数据上的表现。',
  },
  model_scorings: {
    grain: '模型 × 运行',
    description:
      '每次由模型评分的运行：采用哪次拟合，评分与该次拟合时相比变动了多少；重新拟合的运行，为按前一次拟合的评分变动了多少。',
  },
  model_runs: {
    grain: '拟合',
    description: '每个模型的每次拟合：基于哪些数据、选中哪个候选及其理由，以及当前评分是否采用它。',
  },
  pipeline_health: {
    grain: '阶段 × 主题、文件或来源',
    description: '每个阶段流入多少、通过多少，以及数据有多新。',
  },
  product_affinity: {
    grain: '一起购买的两种商品',
    description:
      '哪些商品被一起购买的次数超出偶然：支持度、双向置信度、提升度与杠杆率，以及偶然所得的订单数：保持各订单商品数与各商品订单数不变，并与全部订单相比。',
  },
  revenue_movements: { grain: '完整月份', description: '客户净销售额逐月变动的原因。' },
  schema_drift: {
    grain: '事件类型 × 主题或来源 × 未知字段',
    description: '来源发送的约定之外的内容：事件中的未知字段（予以保留）与未知的事件类型（予以拒收）。',
  },
  purchase_days: {
    grain: '客户 × 有订单的日期',
    description: '客户购买的日期及当日消费金额：生命周期模型以一天为一次购买。',
  },
  outcome_summaries: {
    grain: '结果',
    description: '待解释结果的均值、中位数、离散程度与分位数，以及驱动因素解释了多少。',
  },
  satisfaction_drivers: {
    grain: '驱动因素',
    description:
      '与满意度（CSAT 评分，1–5；其回答太少时为 NPS 评分，0–10，见 outcome_summaries）相关的因素：其他因素不变时各自的影响及 95% 区间。',
  },
  satisfaction_features: {
    grain: '已知客户的 CSAT 或 NPS 回答',
    description: '每个满意度或推荐评分背后的情况：所涉工单，以及客户此前的购买与退款。',
  },
  value_drivers: {
    grain: '驱动因素',
    description: '首单后三十天内的情况与此后半年净销售额的关系：各因素的影响及 95% 区间。',
  },
  value_features: {
    grain: '首单至少在 210 天前的客户',
    description: '客户最初三十天的情况，以及此后半年的购买。',
  },
  customer_field_provenance: {
    grain: '客户 × 字段',
    description:
      '主记录每个字段的出处：由哪条来源记录、按哪条规则给出，最近何时所述，另有多少记录一致或不一致。',
  },
  customer_history: {
    grain: '客户 × 有效期间',
    description: '客户的联系方式、公司与负责人在任一时点的值（第 2 类缓慢变化维）。',
  },
  company_keys: {
    grain: '企业客户与来源记录所写的公司',
    description: '企业客户与个人所属公司的标准名称，以及用于比较的键。',
  },
  customer_corrections: {
    grain: '客户 × 更正时间',
    description: '截至每次更正，数据管家的全部更正为客户定下的值。',
  },
  field_corrections: {
    grain: '更正 × 所设字段（更正姓名时也包括姓与名）',
    description: '数据管家的更正，采用标准形式；未被采纳的注明原因，且不改变任何数据。',
  },
  past_values: {
    grain: '类别 × 原样的值 × 记录地址所在国家（电话）',
    description: '来源记录先前的取值，原样及标准形式。',
  },
  profile_states: {
    grain: '有多份资料的来源记录的每份资料',
    description: '来源记录在每份资料之后的内容：资料未提及的字段沿用此前的资料。',
  },
  record_versions: {
    grain: '来源记录的资料版本（最后一版除外）',
    description: '来源记录在现值之前所说的内容：每份被后来资料取代的资料一行，保持原样。',
  },
  field_fills: { grain: '一行', description: '客户的任何记录都没有某字段的有效值时，按配置填入的值。' },
  quarantined_records: {
    grain: '来源记录 × 缺失字段',
    description: '因缺少必要字段（或其值无效）而不予采信的来源记录：保留其位置与事件，但不用于描述客户。',
  },
  identity_decisions: {
    grain: '裁定',
    description: '数据管家对两条来源记录作出的、有效的裁定：合并、拆分，或无须再看。',
  },
  identity_review_fields: {
    grain: '来源记录对 × 字段',
    description: '对最接近阈值的记录对，每个字段为匹配权重贡献多少。',
  },
  identity_reviews: {
    grain: '来源记录对',
    description: '勉强合并或勉强分开的来源记录对，待数据管家裁定。',
  },
  identity_unseen_values: {
    grain: '字段',
    description: '有多少条来源记录的取值如今为多人所有，而匹配模型拟合时未曾见过。',
  },
  identity_weights: {
    grain: '字段 × 一致程度',
    description: '同一人的记录与两个人的记录在各字段上达到各一致程度的频率。',
  },
  matched_pairs: {
    grain: '记录对',
    description: '可能同属一人的来源记录对及其对数几率。',
  },
  matched_people: { grain: '记录', description: '匹配模型认为同属一人的记录。' },
  matched_records: { grain: '来源记录', description: '用于匹配的来源记录字段。' },
  matched_reviews: { grain: '来源记录对', description: '匹配模型没有把握的记录对。' },
  record_clusters: {
    grain: '与其他记录合并的来源记录',
    description: '同属一位客户的来源记录，以及合并各记录的依据。',
  },
  rfm_segments: { grain: 'RFM 代码', description: '每种 RFM 评分组合对应的分群名称。' },
  office_numbers: {
    grain: '电话号码',
    description: '同一公司中姓氏不同的多人共用的固定电话：这样的总机号码只合并同姓的记录。',
  },
  shared_identifiers: {
    grain: '超过所配置上限的标识',
    description: '被过多来源记录共用、因而无法说明身份的标识。',
  },
  stg_events: { grain: '事件', description: '任何事件都可能说明的内容：关于谁、渠道、方向与营销活动。' },
  stg_profile_contacts: {
    grain: '事件 × 种类 × 位置',
    description: '已落地的客户资料中的每个邮箱与电话，原样保留。',
  },
  stg_profile_updated: {
    grain: '事件',
    description: '来源对客户的描述：每条已落地的资料一行，已定类型，文字原样保留。',
  },
  stg_purchase_completed: {
    grain: '事件',
    description: '已完成的购买：订单的每个已落地版本一行，已定类型；明细行在 stg_purchase_lines。',
  },
  stg_purchase_lines: { grain: '订单已落地版本的行', description: '已完成购买的明细行，已定类型。' },
  stg_refund_lines: { grain: '已落地退款的行', description: '退款的明细行，已定类型。' },
};

/** What an event of a type says, for its staging table. */
export const events: Readonly<Record<string, string>> = {
  account_updated: '采购的企业（B2B）。',
  call_logged: '一次通话。',
  campaign_updated: '计划中的营销活动。',
  cart_updated: '购物车变动后的内容。',
  complaint_filed: '一次投诉。',
  consent_granted: '就某一目的与渠道给予的同意。',
  consent_withdrawn: '撤回的同意。',
  coupon_issued: '向客户发放了优惠券。',
  coupon_redeemed: '使用了优惠券。',
  email_bounced: '邮件未能送达。',
  email_clicked: '点击了营销邮件中的链接。',
  email_opened: '打开了营销邮件。',
  email_replied: '客户回复了邮件。',
  email_sent: '发出了营销邮件。',
  event_attended: '参加了展会、研讨会或门店活动。',
  exchange_rate_updated: '某日一单位货币折合另一种货币的数额。',
  field_corrected: '数据管家对一位客户一个字段的更正；优先于所有来源。',
  form_submitted: '提交了表单。',
  loyalty_joined: '客户加入了会员计划。',
  loyalty_points_earned: '积分入账。',
  loyalty_points_redeemed: '积分被使用。',
  loyalty_tier_changed: '会员等级发生变化。',
  market_updated: '市场规模、份额或竞争对手的动作。',
  message_replied: '客户发来短信或聊天消息。',
  message_sent: '发出了短信或聊天消息（短信、微信）。',
  opportunity_updated: 'B2B 或大额销售的进展。',
  page_viewed: '浏览了网店或 App 的页面。',
  privacy_access_requested: '有人询问企业持有其哪些信息。',
  privacy_erasure_requested: '有人要求删除其信息。',
  product_updated: '商品目录中的商品。',
  product_viewed: '查看了商品。',
  profile_confirmed: '客户确认了自己的资料。',
  profile_deleted_at_source: '来源已不再持有该客户。',
  purchase_cancelled: '作废的订单：无论何时到达，都会从订单中移除。',
  purchase_refunded: '退还的款项，按行或按金额；可以不注明订单。',
  review_posted: '商品评价。',
  social_engaged: '客户在社交网络上的行为。',
  staff_updated: '员工（ERP、人事系统）。',
  store_updated: '门店。',
  survey_answered: '问卷回答：CSAT 为 1 至 5，NPS 为 0 至 10，CES 为 1 至 7。',
  ticket_opened: '服务工单已打开。',
  ticket_resolved: '服务工单已解决。',
  ticket_updated: '服务工单有进展。',
  visit_logged: '到店或业务代表的拜访。',
};
