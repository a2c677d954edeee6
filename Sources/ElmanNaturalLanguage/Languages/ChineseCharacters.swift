/// Frequent Chinese characters that are written in two ways.
enum ChineseCharacters {
  /// Whether more of the characters of a text are traditional ones than simplified ones.
  static func areTraditional(in text: some Collection<UInt8>) -> Bool {
    var balance = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if traditional.contains(scalar) { balance += 1 }
      if simplified.contains(scalar) { balance -= 1 }
    }
    return balance > 0
  }

  private static let simplified = Set(
    """
    这们来说时国会为过个对学发还经动现进样头问间关长门东车电话书见马鱼鸟风飞开无气业两严丽举义乐习乡买乱争产亲亿仅从众优伤
    体军农冲决况别办务劳华单卖卫历压厅县参双变号员听启团园图场坏块声处备复够头夺妇妈娱孙宁实审宽对导层岁师带帮应广库张弹强归
    录忆态总恋战户执扩报担拥择换损摆数断旧显术机权条杨极构标树档检楼欢欧毕沟济测满灭灯灵热爱犹独环画疗监盖盘确离种称稳穷窗级
    约红纪练组终结给络统继续维绿缘编网罗职联脑脸艺节药获营补观规视觉认议让记许设证评识诉该语请读谁调谈谢负财责败货质购贵费资赛赶
    轻输达运远连选适递邮针钟钱铁银错镇难顾预领题颜额类饭馆验
    """.unicodeScalars.filter { !$0.properties.isWhitespace })

  private static let traditional = Set(
    """
    這們來說時國會為過個對學發還經動現進樣頭問間關長門東車電話書見馬魚鳥風飛開無氣業兩嚴麗舉義樂習鄉買亂爭產親億僅從眾優傷
    體軍農衝決況別辦務勞華單賣衛歷壓廳縣參雙變號員聽啟團園圖場壞塊聲處備復夠頭奪婦媽娛孫寧實審寬對導層歲師帶幫應廣庫張彈強歸
    錄憶態總戀戰戶執擴報擔擁擇換損擺數斷舊顯術機權條楊極構標樹檔檢樓歡歐畢溝濟測滿滅燈靈熱愛猶獨環畫療監蓋盤確離種稱穩窮級
    約紅紀練組終結給絡統繼續維綠緣編網羅職聯腦臉藝節藥獲營補觀規視覺認議讓記許設證評識訴該語請讀誰調談謝負財責敗貨質購貴費資賽趕
    輕輸達運遠連選適遞郵針鐘錢鐵銀錯鎮難顧預領題顏額類飯館驗
    """.unicodeScalars.filter { !$0.properties.isWhitespace })
}
