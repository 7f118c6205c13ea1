"""The surnames that tell a person's name from the words it stands among."""

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭"
    "廖邹熊陆郝孔崔邱秦顾侯邵孟龙雷钱汤尹黎贺赖龚庞樊殷翟倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦柳邢岳齐梅庄涂柯裴翁舒"
)
"""Common surnames; left out are those that begin what an opinion goes on with (解除, 查封, 关押, 许可, 万元)."""
