package dev.parley.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.Conforms;
import dev.parley.local.pattern.FilterPolicy.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of Lambda event sources. Quotes of JSON are written as apostrophes. */
class EventPatternTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @Conforms("filter-operators")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // the examples of "Lambda event filtering"
        "{'UserID':[null]} | {'UserID':null} | {'UserID':'null'}",
        "{'LastName':['']} | {'LastName':''} | {'LastName':' '}",
        "{'Name':['Alice']} | {'Name':'Alice'} | {'Name':'alice'}",
        "{'Name':[{'equals-ignore-case':'alice'}]} | {'Name':'AlIcE'} | {'Name':'alicE2'}",
        "{'L':['N'],'D':['M']} | {'L':'N','D':'M'} | {'L':'N','D':'T'}",
        "{'P':['Cash','Card']} | {'P':'Card'} | {'P':'Cheque'}",
        "{'$or':[{'L':['N']},{'D':['M']}]} | {'L':'x','D':'M'} | {'L':'x','D':'x'}",
        "{'W':[{'anything-but':['Raining']}]} | {'W':'Dry'} | {'W':'Raining'}",
        "{'Price':[{'numeric':['=',100]}]} | {'Price':1.0e2} | {'Price':'100'}",
        "{'Price':[{'numeric':['>',10,'<=',20]}]} | {'Price':20} | {'Price':10}",
        "{'Name':[{'exists':true}]} | {'Name':null} | {'Other':1}",
        "{'Name':[{'exists':false}]} | {'Other':1} | {'Name':1}",
        "{'R':[{'prefix':'us-'}]} | {'R':'us-east-1'} | {'R':'eu-us-'}",
        "{'F':[{'suffix':'.png'}]} | {'F':'a.png'} | {'F':'a.png '}",
        // what EventBridge has besides
        "{'F':[{'prefix':{'equals-ignore-case':'AB'}}]} | {'F':'abc'} | {'F':'bab'}",
        "{'F':[{'suffix':{'equals-ignore-case':'AB'}}]} | {'F':'cab'} | {'F':'abc'}",
        "{'F':[{'wildcard':'a*c\\\\*'}]} | {'F':'abbc*'} | {'F':'abbc'}",
        "{'F':[{'cidr':'2001:db8::/32'}]} | {'F':'2001:db8::9'} | {'F':'2001:db9::9'}",
        "{'F':[{'anything-but':{'prefix':'a'}}]} | {'F':'b'} | {'F':'ab'}",
        "{'F':[{'anything-but':{'suffix':['a','b']}}]} | {'F':'abc'} | {'F':'cb'}",
        "{'F':[{'anything-but':{'equals-ignore-case':['A']}}]} | {'F':'b'} | {'F':'a'}",
        "{'F':[{'anything-but':{'wildcard':'*x*'}}]} | {'F':'b'} | {'F':'axa'}",
        "{'F':[{'anything-but':[1,2]}]} | {'F':3} | {'F':2.0}",
        "{'F':[true]} | {'F':true} | {'F':'true'}",
        "{'F':[5]} | {'F':5.000} | {'F':5.000001}",
        // arrays and nesting
        "{'F':['a']} | {'F':['b','a']} | {'F':['b']}",
        "{'a':{'b':[1]}} | {'a':{'b':1}} | {'a':1}",
        "{'a':{'b':[1],'c':[2]}} | {'a':[{'b':0},{'b':1,'c':2}]} | {'a':[{'b':1},{'c':2}]}",
        "{'a':{'b':[{'exists':false}]}} | {'a':[{'c':1}]} | {'a':[{'c':1},{'b':1}]}",
        "{'a':[{'exists':false}]} | {'a':{'b':1}} | {'a':0}",
        "{'x':['1'],'$or':[{'a':{'b':[1]}},{'c':[2]}]} | {'x':'1','c':2} | {'c':2}",
        "{'dynamodb':{'NewImage':{'s':{'S':['open']}}}}"
            + " | {'dynamodb':{'NewImage':{'s':{'S':'open'}}}}"
            + " | {'dynamodb':{'OldImage':{'s':{'S':'open'}}}}",
      })
  void aPatternMatchesTheFirstEventAndNotTheSecond(String pattern, String first, String second)
      throws JsonProcessingException {
    assertThat(matches(pattern, first)).as(first).isTrue();
    assertThat(matches(pattern, second)).as(second).isFalse();
    assertThat(matches(pattern, "[]")).as("no object").isEqualTo(matches(pattern, "{}"));
  }

  @ParameterizedTest
  @Conforms("filter-refused")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "x | Filter is not an object |",
        "[] | Filter is not an object |",
        "{} {} | Filter is not an object |",
        "{} | Empty objects are not allowed |",
        "{'a':{}} | Empty objects are not allowed | a",
        "{'a':{'b':[]}} | Empty arrays are not allowed | a.b",
        "{'a':'x'} | \"a\" must be an object or an array | a",
        "{'a':['x',['y']]} | Match value must be String, number, true, false, or null | a[1]",
        "{'a':[{'like':'y'}]} | Unrecognized match type like | a[0].like",
        "{'a':[{'prefix':'y','suffix':'z'}]} | Only one key allowed in match expression | a[0]",
        "{'a':[{'prefix':7}]} | prefix match pattern must be a string | a[0].prefix",
        "{'a':[{'exists':1}]} | exists match pattern must be either true or false. | a[0].exists",
        "{'a':[{'numeric':['~',1]}]} | Unrecognized numeric range operator: ~ | a[0].numeric",
        "{'a':[{'numeric':['<','1']}]} | Value of < must be numeric | a[0].numeric",
        "{'a':[{'numeric':['=']}]} | Value of equals must be numeric | a[0].numeric",
        "{'a':[{'numeric':['>',2,'<',1]}]} | Bottom must be less than top | a[0].numeric",
        "{'a':[{'numeric':['=',1,'<',2]}]} | Too many elements in numeric expression"
            + " | a[0].numeric",
        "{'a':[5000000001]} | Value must be between -5.0E9 and 5.0E9, inclusive | a[0]",
        "{'a':[{'wildcard':'a**'}]} | Consecutive wildcard characters | a[0].wildcard",
        "{'a':[{'wildcard':'a\\\\b'}]} | Invalid escape character | a[0].wildcard",
        "{'a':[{'cidr':'1.2.3.4/33'}]} | Malformed CIDR, too many mask bits | a[0].cidr",
        "{'a':[{'cidr':'localhost/8'}]} | Nonstandard IP address: localhost | a[0].cidr",
        "{'$or':[{'a':['x']}]} | Unrecognized match type a | $or[0].a",
        "{'$or':[{'a':['x']},{'prefix':['x']}]} | Unrecognized match type a | $or[0].a",
      })
  void aWrongPatternIsRefusedWithItsPlace(String pattern, String reason, String place) {
    assertThatThrownBy(() -> EventPattern.parse(json(pattern)))
        .isInstanceOfSatisfying(
            PatternException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.place()).isEqualTo(place == null ? "" : place);
            });
  }

  @Test
  void numbersOfAnySizeInAnEventAreOnlyNumbers() throws JsonProcessingException {
    assertThat(matches("{'a':[1]}", "{'a':1e308}")).isFalse();
    assertThat(matches("{'a':[{'numeric':['>',1]}]}", "{'a':5000000001}")).isFalse();
    assertThat(matches("{'a':[{'anything-but':[1]}]}", "{'a':1e308}")).isTrue();
    FilterPolicy zero = FilterPolicy.parse(json("{'a':[0]}"), Scope.MESSAGE_BODY);
    assertThat(zero.matches(Map.of(), json("{'a':1e-999999999}"))).isTrue();
    assertThat(zero.matches(Map.of(), json("{'a':1e999999999}"))).isFalse();
    assertThat(zero.matches(Map.of(), json("{'a':1e-99999999999999}"))).isFalse();
  }

  private static boolean matches(String pattern, String event) throws JsonProcessingException {
    return EventPattern.parse(json(pattern)).matches(MAPPER.readTree(json(event)));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
