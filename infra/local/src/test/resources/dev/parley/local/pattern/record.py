"""Asks moto for the fourth column of a table of filter policies: python3 record.py TABLE > NEW.

Every row is a subscription of an SQS queue and one message published to its topic, by boto3
against moto in this process; "refused" is an error of SetSubscriptionAttributes, "broken" an
answer that is none.
"""
import json
import sys

import boto3
import moto


def answer(scope, policy, message):
    sns = boto3.client("sns", "us-east-1")
    sqs = boto3.client("sqs", "us-east-1")
    topic = sns.create_topic(Name="t")["TopicArn"]
    queue = sqs.create_queue(QueueName="q")["QueueUrl"]
    arn = "arn:aws:sqs:us-east-1:123456789012:q"
    subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)["SubscriptionArn"]
    attributes = {
        "FilterPolicyScope": "MessageBody" if scope == "body" else "MessageAttributes",
        "FilterPolicy": policy,
    }
    try:
        for name, value in attributes.items():
            sns.set_subscription_attributes(
                SubscriptionArn=subscription, AttributeName=name, AttributeValue=value
            )
    except sns.exceptions.InvalidParameterException:
        return "refused"
    except Exception:
        return "broken"
    given = {}
    if scope == "attributes":
        for name, (kind, value) in json.loads(message).items():
            given[name] = {"DataType": kind}
            given[name]["BinaryValue" if kind == "Binary" else "StringValue"] = (
                b"\1\2" if kind == "Binary" else value
            )
    try:
        sns.publish(
            TopicArn=topic,
            Message=message if scope == "body" else "m",
            MessageAttributes=given,
        )
    except Exception:
        return "broken"
    return "matched" if "Messages" in sqs.receive_message(QueueUrl=queue) else "not"


for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("#"):
        print(line, end="")
        continue
    cells = line.rstrip("\n").split("\t")
    with moto.mock_aws():
        cells[3] = answer(*cells[:3])
    print("\t".join(cells))
