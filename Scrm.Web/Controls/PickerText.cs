using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Controls;

public static class PickerText
{
    public static string Find => Say("搜索标签", "Find a tag");
    public static string FindHint => Say("搜索标签，可用拼音首字母", "Find a tag by name or initials");
    public static string Tags => Say("标签", "Tags");
    public static string Frequent => Say("置顶和常用", "Pinned and frequent");
    public static string NoneFound => Say("没有这样的标签", "No such tag");
    public static string NoTags => Say("还没有标签，先到「标签」页新建", "There are no tags yet; create some on the Tags page");

    public static string Mode(GroupMode mode) => mode switch
    {
        GroupMode.Many => Say("多选", "any number"),
        GroupMode.One => Say("互斥，只能一个", "one only"),
        GroupMode.Staged => Say("阶段，只能一个", "stage, one only"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}

/// <summary>Why a tag was left as it was, in words.</summary>
public static class SkipText
{
    public static string Of(TagSkip skip) => skip switch
    {
        TagSkip.None => Say("已写入", "Written"),
        TagSkip.AlreadyThere => Say("本来就有", "Already there"),
        TagSkip.NotThere => Say("本来就没有", "Was not there"),
        TagSkip.UnknownTag => Say("标签已不存在", "The tag no longer exists"),
        TagSkip.Archived => Say("标签已归档，不能再打", "The tag is archived and cannot be put on"),
        TagSkip.LockedGroup => Say("标签组已锁定，只有负责人能用", "The group is locked; only its stewards may use it"),
        TagSkip.SomebodyElsesPersonalTag => Say("这是别人的个人标签", "This is somebody else's personal tag"),
        TagSkip.NotVisible => Say("这个标签组不对你的部门开放", "The group is not open to your department"),
        TagSkip.StageBackwards => Say("阶段后退要写原因", "Going back a stage needs a reason"),
        TagSkip.AddedByOthers => Say("别人打的标签，只有运营能移除", "Put on by somebody else; an operator can take it off"),
        TagSkip.MayNotTag => Say("你的角色不能打标签", "Your role may not tag"),
        TagSkip.OutOfScope => Say("不在你的客户范围", "Not among your customers"),
        TagSkip.LaterInSameBatch => Say("同一批次里后面又改过", "Changed again later in the same batch"),
        TagSkip.ChangedSince => Say("之后又被改过", "Changed again since"),
        TagSkip.SlotTaken => Say("同组已有别的标签", "Another tag of the group is there"),
        _ => throw new ArgumentOutOfRangeException(nameof(skip), skip, null),
    };
}
