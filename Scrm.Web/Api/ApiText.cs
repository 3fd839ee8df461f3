using Scrm.Core.Database;
using static Scrm.Web.Words;

namespace Scrm.Web.Api;

/// <summary>What the API says by itself, beside the refusals of the use-cases.</summary>
internal static class ApiText
{
    public static string KeyMissing => Say("缺少接口密钥。加上 Authorization: Bearer scrm_…", "An API key is missing. Send the header Authorization: Bearer scrm_…");
    public static string KeyUnknown => Say("接口密钥无效、已过期或已停用", "The API key is unknown, has expired or was revoked");
    public static string NotFound => Say("没有这个地址，或这里没有这条数据", "There is no such address, or nothing here under this id");
    public static string QueryUnreadable => Say("地址或参数的格式不对", "The address or a parameter is malformed");
    public static string CursorUnreadable => Say("游标无效。从头开始读", "The cursor is not valid. Read the list from its beginning");
    public static string NotJson => Say("内容要是 JSON（Content-Type: application/json）", "The body has to be JSON (Content-Type: application/json)");
    public static string NotAForm => Say("要用 multipart/form-data 上传文件，字段名 file", "Upload the file as multipart/form-data in the field file");
    public static string DatabaseAway(DatabaseFault fault) => fault == DatabaseFault.Full
        ? Say("服务器的磁盘满了，什么都没有写入。腾出空间后原样再发", "The server's disk is full; nothing was written. Send the same again once there is room")
        : Say("数据库暂时不能应答。稍后原样再发", "The database cannot answer now. Send the same again in a moment");
    public static string Failed => Say("出错了，原因已写入日志", "Something went wrong; the log says what");
    public static string NameLength => Say("Idempotency-Key 要 1 到 200 个字符", "An Idempotency-Key has 1 to 200 characters");
    public static string NameReused => Say("这个 Idempotency-Key 已用于另一次调用", "This Idempotency-Key was used for another request");
    public static string NameAtWork => Say("同一次调用正在处理，或中途断了。先查结果，再换一个 Idempotency-Key", "The same call is at work or was cut off. Look for its result before you use another Idempotency-Key");

    public static string ScopeMissing(string scopes) => Say($"这个密钥没有权限：{scopes}", $"The key lacks the scope: {scopes}");

    public static string MethodNotAllowed(string methods) => Say($"这个地址只支持 {methods}", $"This address takes {methods} only");

    public static string TooLarge(long bytes) => Say($"内容太大，最多 {bytes / 1024:N0} KB", $"The body is too large; at most {bytes / 1024:N0} KB");

    public static string TooManyItems(int most) => Say($"一次最多 {most} 条", $"At most {most} items a call");

    public static string TooMany(int seconds) => Say($"调用太频繁，{seconds} 秒后再试", $"Too many calls; try again in {seconds} s");

    public static string BodyUnreadable(string member) => Say($"内容读不懂：{member}", $"The body cannot be read: {member}");

    public static string ValueUnreadable(string member) => Say($"{member} 的值不对", $"The value of {member} cannot be read");

    public static string UnknownMember(string member) => Say($"没有这个字段：{member}", $"There is no such member: {member}");

    public static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Say("调用有误", "Bad request"),
        StatusCodes.Status401Unauthorized => Say("没有登录", "Not signed in"),
        StatusCodes.Status403Forbidden => Say("没有权限", "Not allowed"),
        StatusCodes.Status404NotFound => Say("没有找到", "Not found"),
        StatusCodes.Status405MethodNotAllowed => Say("不支持这种方法", "Method not allowed"),
        StatusCodes.Status409Conflict => Say("有冲突", "Conflict"),
        StatusCodes.Status413PayloadTooLarge => Say("太大", "Too large"),
        StatusCodes.Status415UnsupportedMediaType => Say("格式不支持", "Unsupported media type"),
        StatusCodes.Status422UnprocessableEntity => Say("不能这样做", "Not possible"),
        StatusCodes.Status429TooManyRequests => Say("太频繁", "Too many calls"),
        _ => Say("出错了", "Failed"),
    };
}
