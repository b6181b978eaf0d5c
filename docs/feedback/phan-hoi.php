<?php
// A receiver of feedback in PHP 8 with SQLite: all that docs/feedback.md asks for, in one file. Change the first two constants.
// `tinbai feedback-check https://…/phan-hoi.php --form --origin https://…` tries it. Who reads what has come does so with a program
// for SQLite. Nothing is deleted by itself; to erase a message younger than 30 days, blank its texts and leave its row.

declare(strict_types=1);

const PORTALS = ['https://cong.example'];
// In a folder that PHP may write to and the web server never gives away; PHAN_HOI_DATABASE in the environment goes before it.
const DATABASE = '/var/lib/phan-hoi/phan-hoi.sqlite';
const PER_MINUTE = 60; // for one address
const LIMIT = 65536;

final class Problem extends Exception
{
    public function __construct(public int $status, public string $kind, public string $words, public array $more = [])
    {
        parent::__construct($words);
    }
}

function main(): void
{
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    cors();
    try {
        if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS') {
            http_response_code(204);
            return;
        }
        if ($_SERVER['REQUEST_METHOD'] === 'GET' && was_given($_GET['nhan'] ?? null)) {
            page(200, 'Tòa soạn đã nhận phản hồi', ["Mã tiếp nhận: $_GET[nhan]. Bạn có thể đóng trang này."]);
            return;
        }
        if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
            header('Allow: GET, POST, OPTIONS');
            throw new Problem(405, 'method', 'Địa chỉ này chỉ nhận phản hồi.');
        }
        [$key, $body] = message();
        [$status, $receipt] = keep($key, checked($body));
        if (is_form()) {
            // To a page of its own: who reloads that sends nothing again.
            header("Location: ?nhan=$receipt", true, 303);
            return;
        }
        answer($status, 'application/json', ['receipt' => $receipt]);
    } catch (Problem $problem) {
        refuse($problem);
    } catch (PDOException $error) {
        // The cause is for the log, and no message with it.
        error_log('phan-hoi: ' . $error->getCode());
        header('Retry-After: 20');
        refuse(new Problem(503, 'unavailable', 'Chưa lưu được phản hồi.'));
    }
}

function refuse(Problem $problem): void
{
    if (is_form()) {
        $errors = array_column($problem->more['errors'] ?? [], 'detail');
        $errors[] = 'Phản hồi này chưa được gửi. Hãy dùng nút Quay lại của trình duyệt để trở về bài viết.';
        page($problem->status, $problem->words, $errors);
        return;
    }
    $report = ['type' => 'urn:tinbai:problem:' . $problem->kind, 'title' => $problem->words, 'status' => $problem->status];
    answer($problem->status, 'application/problem+json', $report + $problem->more);
}

// What a reader sees whose browser sent the form without any script. Nothing that was typed is written into it.
function page(int $status, string $title, array $lines): void
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
    $title = htmlspecialchars($title);
    $lines = implode('', array_map(fn ($line) => '<p>' . htmlspecialchars($line) . "</p>\n", $lines));
    echo <<<HTML
        <!doctype html>
        <html lang="vi">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>$title</title>
        <h1>$title</h1>
        $lines
        HTML;
}

function is_form(): bool
{
    return media() === 'application/x-www-form-urlencoded';
}

function media(): string
{
    return strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
}

function answer(int $status, string $type, array $body): void
{
    http_response_code($status);
    header("Content-Type: $type");
    echo json_encode($body, JSON_UNESCAPED_UNICODE);
}

// On every answer, refusals too: a page has to be able to read why.
function cors(): void
{
    $origin = $_SERVER['HTTP_ORIGIN'] ?? '';
    header('Vary: Origin');
    if (in_array($origin, PORTALS, true)) {
        header("Access-Control-Allow-Origin: $origin");
        header('Access-Control-Allow-Methods: POST');
        header('Access-Control-Allow-Headers: content-type, idempotency-key');
        header('Access-Control-Expose-Headers: Retry-After');
        header('Access-Control-Max-Age: 7200');
    }
}

function message(): array
{
    $origin = $_SERVER['HTTP_ORIGIN'] ?? null;
    if ($origin !== null && !in_array($origin, PORTALS, true)) {
        throw new Problem(403, 'origin', 'Trang này không được gửi phản hồi tới tòa soạn.');
    }
    if (!is_form() && media() !== 'application/json') {
        throw new Problem(415, 'media-type', 'Xin gửi application/json.');
    }
    if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > LIMIT) {
        throw new Problem(413, 'too-large', 'Phản hồi quá dài, xin rút gọn.');
    }
    $text = file_get_contents('php://input', length: LIMIT + 1);
    if (strlen($text) > LIMIT) {
        throw new Problem(413, 'too-large', 'Phản hồi quá dài, xin rút gọn.');
    }
    if (is_form()) {
        $names = array_map(fn ($field) => urldecode(explode('=', $field)[0]), explode('&', $text));
        if ($names !== array_unique($names)) {
            throw new Problem(400, 'malformed', 'Biểu mẫu có mục bị lặp.');
        }
        // Not $_POST, which drops what is too much.
        parse_str($text, $body);
        $body = array_map(fn ($value) => is_string($value) ? str_replace("\r\n", "\n", $value) : null, $body);
        $body['consent'] = ($body['consent'] ?? '') === 'true';
        $key = $body['key'] ?? '';
    } else {
        $body = json_decode($text, true);
        $key = $_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? '';
    }
    if (!is_array($body)) {
        throw new Problem(400, 'malformed', 'Dữ liệu gửi lên không phải JSON đúng cú pháp.');
    }
    if (!is_string($key) || !preg_match('/^[\x21-\x7e]{16,128}$/D', $key)) {
        throw new Problem(400, 'idempotency-key', 'Thiếu mã gửi hoặc mã gửi không đúng.');
    }
    return [$key, $body];
}

// All mistakes at once, each at its field.
function checked(array $body): array
{
    $rules = [
        // the field, its most characters, whether it is required, what it must look like
        ['item', 2048, true, '/^[^\p{Cc}]*$/Du', 'Xin mở lại bài rồi gửi phản hồi.'],
        ['url', 2048, false, '~^https?://[^\p{Cc}\s]+$~Diu', 'Địa chỉ của bài viết không đúng.'],
        ['name', 120, true, '/^[^\p{Cc}]*$/Du', 'Hãy nhập họ và tên, nhiều nhất 120 ký tự.'],
        ['email', 254, false, '/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/Du', 'Hãy nhập địa chỉ có dạng ten@vidu.vn, hoặc để trống.'],
        ['message', 5000, true, '/^(?:[\r\n\t]|[^\p{Cc}])*$/Du', 'Hãy viết nội dung phản hồi, nhiều nhất 5.000 ký tự.'],
    ];
    $content = [];
    $errors = [];
    foreach ($rules as [$name, $most, $is_required, $pattern, $detail]) {
        $value = $body[$name] ?? '';
        $text = is_string($value) ? trim($value) : null;
        if ($text === '' && !$is_required) {
            $content[$name] = null;
        } elseif ($text === null || $text === '' || length($text) > $most || !preg_match($pattern, $text)) {
            $errors[] = ['pointer' => "/$name", 'detail' => $detail];
        } else {
            $content[$name] = $text;
        }
    }
    if (($body['consent'] ?? false) !== true) {
        $errors[] = ['pointer' => '/consent', 'detail' => 'Xin đánh dấu đồng ý để tòa soạn được xử lý thông tin của bạn.'];
    }
    if (!in_array($body['version'] ?? 1, [1, '1'], true)) {
        $errors[] = ['pointer' => '/version', 'detail' => 'Xin tải lại trang bài viết rồi gửi lại.'];
    }
    if ($errors !== []) {
        throw new Problem(422, 'invalid', 'Phản hồi chưa hợp lệ.', ['errors' => $errors]);
    }
    // Nothing is thrown away: who fills in what nobody sees is looked at apart.
    $website = $body['website'] ?? '';
    $elapsed = $body['elapsed'] ?? 60;
    $content['suspected'] = (is_string($website) && trim($website) !== '') || (is_numeric($elapsed) && $elapsed < 3) ? 1 : 0;
    return $content;
}

// As people count, where the extension intl is there.
function length(string $text): int
{
    $length = function_exists('grapheme_strlen') ? grapheme_strlen($text) : mb_strlen($text, 'UTF-8');
    return is_int($length) ? $length : PHP_INT_MAX;
}

function was_given(mixed $receipt): bool
{
    if (!is_string($receipt) || !preg_match('/^PH-\d{8}-[0-9A-F]{10}$/D', $receipt)) {
        return false;
    }
    $find = database()->prepare('SELECT 1 FROM feedback WHERE receipt = ?');
    $find->execute([$receipt]);
    return $find->fetchColumn() !== false;
}

// One statement decides who stores a key, whatever arrives at the same moment.
function keep(string $key, array $content): array
{
    $database = database();
    $digest = hash('sha256', json_encode([$content['item'], $content['url'], $content['name'], $content['email'], $content['message']]));
    $kept = known($database, $key, $digest);
    if ($kept === null) {
        allow($database);
        $receipt = 'PH-' . gmdate('Ymd', time() + 7 * 3600) . '-' . strtoupper(bin2hex(random_bytes(5)));
        $insert = $database->prepare('INSERT INTO feedback
            (idempotency_key, receipt, digest, item, url, name, email, message, suspected, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (idempotency_key) DO NOTHING');
        $insert->execute([
            $key, $receipt, $digest, $content['item'], $content['url'], $content['name'], $content['email'],
            $content['message'], $content['suspected'], gmdate('Y-m-d\TH:i:s\Z'),
        ]);
        if ($insert->rowCount() === 1) {
            return [201, $receipt];
        }
        $kept = known($database, $key, $digest);
    }
    if ($kept === null || $kept === false) {
        throw new Problem(409, 'key-reused', 'Mã gửi đã được dùng cho một phản hồi khác.');
    }
    return [200, $kept];
}

// The receipt; false where the key belongs to other words; null where nobody knows it.
function known(PDO $database, string $key, string $digest): string|false|null
{
    $find = $database->prepare('SELECT receipt, digest FROM feedback WHERE idempotency_key = ?');
    $find->execute([$key]);
    $row = $find->fetch(PDO::FETCH_NUM);
    return $row === false ? null : ($row[1] === $digest ? $row[0] : false);
}

// The address itself is not kept, only what it hashes to, and that for a minute.
function allow(PDO $database): void
{
    $minute = intdiv(time(), 60);
    $who = hash('sha256', $minute . ($_SERVER['REMOTE_ADDR'] ?? ''));
    $database->prepare('DELETE FROM rate WHERE minute < ?')->execute([$minute]);
    $database->prepare('INSERT INTO rate (who, minute, count) VALUES (?, ?, 1)
        ON CONFLICT (who) DO UPDATE SET count = count + 1')->execute([$who, $minute]);
    $count = $database->prepare('SELECT count FROM rate WHERE who = ?');
    $count->execute([$who]);
    if ($count->fetchColumn() > PER_MINUTE) {
        header('Retry-After: ' . (60 - time() % 60));
        throw new Problem(429, 'too-many', 'Xin giữ nội dung và gửi lại sau ít phút.');
    }
}

function database(): PDO
{
    umask(0077); // readers' letters are for nobody else on the machine
    $database = new PDO('sqlite:' . (getenv('PHAN_HOI_DATABASE') ?: DATABASE), null, null, [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => 5,
    ]);
    // A receipt is a promise: it survives a power cut.
    $database->exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    $database->exec('CREATE TABLE IF NOT EXISTS feedback (
        idempotency_key TEXT PRIMARY KEY, receipt TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, item TEXT NOT NULL, url TEXT,
        name TEXT NOT NULL, email TEXT, message TEXT NOT NULL, suspected INTEGER NOT NULL, created_at TEXT NOT NULL)');
    $database->exec('CREATE TABLE IF NOT EXISTS rate (who TEXT PRIMARY KEY, minute INTEGER NOT NULL, count INTEGER NOT NULL)');
    return $database;
}

main();
