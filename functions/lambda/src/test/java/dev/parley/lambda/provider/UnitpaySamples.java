package dev.parley.lambda.provider;

/** Answers of Unitpay as its documentation prints them (help.unitpay.ru; unitpay/documentation). */
final class UnitpaySamples {
  static final String PAID_OUT =
      """
      {"result": {
          "message": "Выплата успешно проведена",
          "status": "success",
          "payoutId": "114233",
          "partnerBalance": "15733.00",
          "createDate": "2016-10-01 11:51:02",
          "completeDate": "2016-10-01 11:52:02",
          "sum": "300",
          "payoutCommission": "6.00",
          "partnerCommission": "0.00"
      }}
      """;

  static final String NOT_COMPLETED = PAID_OUT.replace("\"success\"", "\"not_completed\"");
  static final String PAYOUT_ERROR = PAID_OUT.replace("\"success\"", "\"error\"");

  static final String REFUSED =
      """
      {"error": {
          "message": "Номер телефона не входит в список доступных для выплат стран.",
          "code": 104
      }}
      """;

  static final String PAYMENT =
      """
      {
         "result": {
            "paymentId": 153091501,
            "status": "success",
            "paymentType": "card",
            "date": "2020-02-16 09:22:22",
            "purse": "546946xxxxxx0236",
            "account": "demo",
            "profit": "9.80",
            "projectId": 135,
            "orderSum": "10.00",
            "orderCurrency": "RUB",
            "payerSum": "10.00",
            "payerCurrency": "RUB",
            "availableForRefund": "10.00",
            "isPreauth": 0,
            "refunds": [],
            "receiptUrl": "https://consumer.1-ofd.ru/v1?fn=9282000100367629&fp=2120704629&i=101164&t=20200216T092200&s=26&n=1"
         }
      }
      """;

  /** With the comma that is too many. */
  static final String REFUNDED =
      """
      {
          "result": {
              "message": "Возврат успешно произведен",
      }}
      """;

  static final String WRONG_KEY =
      """
      {
        "error": {
          "message": "Неверный ключ secretKey",
          "code": -32000
        }
      }
      """;

  static final String WITHOUT_CODE =
      """
      {"error": {
          "message": "Описание ошибки"
      }}
      """;

  private UnitpaySamples() {}

  static String refused(String code) {
    return REFUSED.replace("104", code);
  }

  static String refusedInWords(String code) {
    return REFUSED.replace("104", "\"" + code + "\"");
  }

  /** The payment above after something of it went back. */
  static String refunded(String status, String left) {
    return PAYMENT
        .replace("\"success\"", "\"" + status + "\"")
        .replace("\"availableForRefund\": \"10.00\"", "\"availableForRefund\": \"" + left + "\"")
        .replace("\"refunds\": []", "\"refunds\": [{}]");
  }
}
