/** 九龙, 新界 and 港岛 with a place of theirs behind, and the areas of the island that are named alike nowhere else. */
const area =
  /^(?:九龙[\s,]*(?:旺角|尖沙咀|尖沙嘴|油麻地|佐敦|红磡|何文田|土瓜湾|九龙塘|九龙城|九龙湾|深水埗|长沙湾|荔枝角|美孚|石硖尾|大角咀|黄大仙|钻石山|新蒲岗|慈云山|观塘|牛头角|蓝田|油塘|秀茂坪|弥敦道)|新界[\s,]*(?:沙田|大围|马鞍山|火炭|荃湾|葵涌|葵芳|葵青|青衣|屯门|元朗|天水围|大埔|粉岭|上水|北区|西贡|将军澳|离岛|东涌|大屿山)|(?:香港岛|港岛)(?=[\s,]*(?:中环|上环|西环|西营盘|金钟|湾仔|铜锣湾|天后|北角|鲗鱼涌|太古|筲箕湾|柴湾|香港仔|鸭脷洲|薄扶林|赤柱|跑马地|中西区|东区|南区)))/;

/** Whether folded, simplified text begins with areas of Hong Kong that say so without its name. */
export const isHongKong = (text: string): boolean => area.test(text);
