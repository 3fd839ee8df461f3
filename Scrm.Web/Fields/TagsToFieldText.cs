using Scrm.Core.Customers.Fields;
using static Scrm.Web.Words;

namespace Scrm.Web.Fields;

/// <summary>Words of turning a group of tags into a field.</summary>
public static class TagsToFieldText
{
    public static string What => Say(
        "一组标签如果一位客户只该有一个，比如「年级」，更适合做成字段：一人一个值，不会互相矛盾，改动有记录。可以撤销。",
        "Where a customer should have only one tag of a group, such as a school year, a field suits better: one value each, no contradictions, every change in the log. It can be undone.");
    public static string Group => Say("哪一组标签", "Which group of tags");
    public static string Choose => Say("选一组…", "Choose a group…");
    public static string Name => Say("字段名称", "Name of the field");
    public static string Customers => Say("有标签的客户", "Customers with a tag");
    public static string Contradicting => Say("有几个标签、互相矛盾", "With several, contradicting");
    public static string ClashTitle => Say("矛盾的客户取哪个", "Those who contradict get");
    public static string StepByStep => Say("以后只能一步步往前，退回不限", "From then on one step forward at a time, back as far as wished");
    public static string Archive => Say("转好后归档这组标签（客户身上的留着，不再给人打）", "Archive the tags afterwards (customers keep them, nobody gets them any more)");
    public static string Samples(int shown, int all) => shown < all ? Say($"前 {shown} 位", $"The first {shown}") : Say("都有谁", "Who they are");
    public static string Start(int customers) => Say($"转成字段，填 {customers:#,0} 位", $"Make the field, fill {customers:#,0}");

    public static string Of(TagClash clash) => clash switch
    {
        TagClash.Newest => Say("最后打上的那个", "The tag put on last"),
        TagClash.FirstInOrder => Say("在组里排最前的那个", "The one that stands first in the group"),
        TagClash.Skip => Say("先空着，我来定", "Nothing for now; I will decide"),
        _ => throw new ArgumentOutOfRangeException(nameof(clash), clash, null),
    };
}
